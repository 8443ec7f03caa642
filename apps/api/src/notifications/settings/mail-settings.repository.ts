import { Injectable } from '@nestjs/common';
import type { PrismaTx } from '#database';
import { DEFAULT_MAIL_SETTING, type MailSetting } from './mail-setting.js';

/** Every statement about one's own mail setting. */
@Injectable()
export class MailSettingsRepository {
  async find(tx: PrismaTx): Promise<MailSetting> {
    const { organisationId, userId } = tx.actor;
    const row = await tx.prisma.mailSetting.findUnique({
      where: { organisationId_userId: { organisationId, userId } },
    });
    if (!row) return DEFAULT_MAIL_SETTING;
    const { timeZone, quietFrom, quietUntil, digestAt, version } = row;
    const quiet = quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil };
    return { timeZone, quiet, digestAt, version };
  }

  /** Of two who change it at once, one steps the version. @returns whether it was this one */
  async replace(tx: PrismaTx, { timeZone, quiet, digestAt, version }: MailSetting): Promise<boolean> {
    const { organisationId, userId } = tx.actor;
    const values = [organisationId, userId, timeZone, quiet?.from ?? null, quiet?.until ?? null, digestAt, version];
    return (await tx.sql(REPLACE, values)).length > 0;
  }
}

const REPLACE = `
  INSERT INTO people.mail_setting AS s (organisation_id, user_id, time_zone, quiet_from, quiet_until, digest_at, version)
  VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6, $7::int)
  ON CONFLICT (organisation_id, user_id) DO UPDATE SET time_zone = EXCLUDED.time_zone, quiet_from = EXCLUDED.quiet_from,
    quiet_until = EXCLUDED.quiet_until, digest_at = EXCLUDED.digest_at, version = EXCLUDED.version
  WHERE s.version = EXCLUDED.version - 1
  RETURNING 1 AS done`;
