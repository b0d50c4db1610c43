package dev.slipway.line.host;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the parts of a server group are called outside of Slipway.
 *
 * @param group its name
 */
record Names(String group) {
    private static final String PREFIX = "slipway-";
    /** What useradd takes. */
    private static final int USER_LENGTH = 31;

    private static final int KEPT = 14;
    private static final int DIGEST_BYTES = 4;

    /** The system user that its workers run as. */
    String user() {
        String whole = PREFIX + group;
        if (whole.length() <= USER_LENGTH) {
            return whole;
        }
        byte[] digest = Digests.sha256(group.getBytes(StandardCharsets.UTF_8));
        return PREFIX + group.substring(0, KEPT) + "-" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    }

    /** Its database, and the role that owns it: PostgreSQL keeps names that begin with {@code pg_} for itself. */
    String database() {
        String name = group.replace('-', '_');
        return name.startsWith("pg_") ? "_" + name : name;
    }

    /** That many workers. */
    List<String> workers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> group + "-" + n).toList();
    }
}
