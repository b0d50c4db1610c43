drop function record_claim(uuid, text, text, text, text, text, timestamptz, timestamptz, text, text, timestamptz, timestamptz, timestamptz, uuid, jsonb, text, text, text);
