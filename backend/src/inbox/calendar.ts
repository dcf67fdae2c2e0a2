/** Days as a calendar has them: some have 23 hours, some 25, and a few don't begin at midnight. */
export interface CalendarDay {
  /** As 2026-11-20. */
  day: string;
  from: number;
  to: number;
}

/** The last days in a time zone, the one that runs included, oldest first. */
export const lastDays = (now: number, timeZone: string, count: number): CalendarDay[] => {
  const today = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const startOf = (day: Temporal.PlainDate) =>
    day.toZonedDateTime({ timeZone }).startOfDay().epochMilliseconds;
  return Array.from({ length: count }, (_, index) => {
    const day = today.subtract({ days: count - 1 - index });
    return { day: day.toString(), from: startOf(day), to: startOf(day.add({ days: 1 })) };
  });
};

export const serverTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
