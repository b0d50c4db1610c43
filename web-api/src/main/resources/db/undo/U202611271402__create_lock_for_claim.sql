drop function lock_for_claim(uuid, timestamptz, timestamptz);
