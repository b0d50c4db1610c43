drop function lock_out_hooks(bigint, text);
