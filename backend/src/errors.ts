/** Expected failures, told apart from bugs: what isn't an AppError is answered as a 500 without a
 * word of its insides. */
import type { ErrorCode } from '@deskside/shared/api';

/** An answer that isn't a success and isn't our fault: its code is the contract, its message is for
 * whoever reads the answer by hand. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503;
  /** What a sentence about it may name. Never a secret. */
  detail: Record<string, string> = {};

  constructor(status: AppError['status'], code: ErrorCode, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  telling(detail: Record<string, string>): this {
    this.detail = detail;
    return this;
  }
}
