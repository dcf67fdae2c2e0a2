/**
 * Numbers that WhatsApp writes in two ways: Brazil's ninth digit, Mexico's 1 and Argentina's 9 after the
 * country's code. Two numbers with one likeness may be one phone. That is only ever a reason to ask:
 * nothing is rewritten, and what arrived is what is sent to.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers
 */
const rules: readonly [RegExp, string][] = [
  [/^\+55(\d{2})9(\d{8})$/, '+55$1$2'],
  [/^\+521(\d{10})$/, '+52$1'],
  [/^\+549(\d{10})$/, '+54$1'],
];

/** Null for a number that is written in one way only. */
export const likenessOf = (phone: string): string | null => {
  if (!/^\+(55|52|54)/.test(phone)) return null;
  for (const [pattern, likeness] of rules)
    if (pattern.test(phone)) return phone.replace(pattern, likeness);
  return phone;
};
