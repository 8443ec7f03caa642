import { createTransport } from 'nodemailer';
import type { Mail } from './compose-mail.js';

/** As the operator sets it. */
export interface MailSettings {
  readonly smtpUrl: string;
  /** STARTTLS or nothing: outside of this machine no mail goes over an open line. */
  readonly requireTls: boolean;
  readonly from: { readonly name: string; readonly address: string };
}

/** What a mail server said to a mail: taken; not ever, with its reply code; or not now. */
export type SendOutcome = { readonly kind: 'sent' } | { readonly kind: 'refused'; readonly replyCode: number };

/** The mail server could not be reached, or said "later". The message holds what it is about and no address. */
export class MailServerBusy extends Error {
  constructor(code: string, options: { readonly cause: unknown }) {
    super(`The mail server did not take a mail (${code}).`, options);
    this.name = 'MailServerBusy';
  }
}

const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** Hands mail to the operator's mail server. */
export class Mailer {
  private readonly transport;

  constructor(private readonly settings: MailSettings) {
    const { smtpUrl, requireTls } = settings;
    this.transport = createTransport({
      url: smtpUrl,
      requireTLS: requireTls,
      ...PATIENCE,
      // A mail is made of what we composed: never of a file or an address that a text names.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  /** @throws MailServerBusy where trying again may help */
  async send({ to, subject, text, messageId, calendar }: Mail): Promise<SendOutcome> {
    try {
      await this.transport.sendMail({
        from: this.settings.from,
        to,
        subject,
        text,
        messageId,
        // RFC 3834: a holiday notice need not answer a program. An invitation is to be answered.
        headers: { 'Auto-Submitted': calendar ? 'no' : 'auto-generated' },
        ...(calendar && { icalEvent: { method: calendar.method, content: calendar.content } }),
      });
      return { kind: 'sent' };
    } catch (error) {
      return judge(error as SmtpError);
    }
  }

  close(): void {
    this.transport.close();
  }
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

/** Only a 5xx about this recipient or this mail is for ever; a refused login or sender is the operator's to mend. */
function judge(error: SmtpError): SendOutcome {
  const { responseCode = 0, command } = error;
  const isAboutThisMail = command === 'RCPT TO' || command === 'DATA';
  if (isAboutThisMail && responseCode >= 500 && responseCode < 600) return { kind: 'refused', replyCode: responseCode };
  throw new MailServerBusy(error.code ?? 'unknown', { cause: error });
}
