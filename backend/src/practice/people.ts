/**
 * Who writes to the practice number, and what. Data only: a line is said some seconds after the
 * server starts; a negative time was said before.
 */
export interface Line {
  after: number;
  text?: string;
  /** A photo with this caption. */
  photo?: string;
  /** Said from the phone, by the shop. */
  isFromPhone?: boolean;
}

export interface Person {
  key: string;
  name: string;
  phone?: string;
  username?: string;
  lines: readonly Line[];
  /** What they may say when they are answered, in turn. */
  answers: readonly string[];
}

const HOUR = 3600;

export const people: readonly Person[] = [
  {
    key: 'mei',
    name: 'Mei Chan',
    phone: '85291234567',
    lines: [
      { after: -240, text: 'Hello! Has my order shipped?' },
      { after: -200, text: 'The number is 20418.' },
      { after: 25, text: 'Can I change the delivery to Saturday?' },
    ],
    answers: ['Perfect, thank you.', 'And does it come before noon?', 'Great, see you then.'],
  },
  {
    key: 'chan',
    name: '陳大文',
    phone: '85261112222',
    lines: [
      { after: -90, text: '請問尺寸 M 還有貨嗎？' },
      { after: 45, text: '藍色同黑色都啱，邊隻有就要邊隻。' },
    ],
    answers: ['好呀，幫我留一件。', '幾點收工？我放工過嚟攞。', '唔該晒！'],
  },
  {
    key: 'joao',
    name: 'João Ribeiro',
    phone: '5511912345678',
    lines: [
      { after: -23 * HOUR - 1300, text: 'Hi, the zip on my jacket broke after a week.' },
      { after: -23 * HOUR - 1200, photo: 'Here is the zip' },
    ],
    answers: ['Thank you, that helps.', 'How long does a repair take?'],
  },
  {
    key: 'aisha',
    name: 'Aisha Khan',
    phone: '447700900123',
    lines: [
      { after: -27 * HOUR, text: 'Do you ship to London?' },
      { after: -26.8 * HOUR, text: 'We do, it takes about five days.', isFromPhone: true },
      { after: 12, text: 'Hi again! I ordered yesterday. Can you gift-wrap it?' },
    ],
    answers: ['Lovely, thanks!', 'Red paper if you have it.'],
  },
  {
    key: 'lee',
    name: '李小姐',
    phone: '85298765432',
    lines: [
      { after: -50 * HOUR, text: '請問如果唔啱可唔可以退款？' },
      { after: -49.5 * HOUR, text: '可以，七日內帶收據返嚟就得。', isFromPhone: true },
      { after: -49.4 * HOUR, text: '明白，多謝你。' },
    ],
    answers: ['收到，多謝。'],
  },
  {
    key: 'luna',
    name: 'Luna',
    username: 'lunaflowers',
    lines: [
      { after: -30, text: 'Do you make bouquets to order?' },
      { after: 70, text: 'It’s for Friday, about twelve roses.' },
    ],
    answers: ['That sounds wonderful.', 'I’ll take it. Where do I pay?'],
  },
];
