package dev.slipway.line.group;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What the server group is called that a rollback of another group is rehearsed in: one worker, on a copy of that group's database. It
 * is there for as long as it is asked for, and no service's group has such a name.
 */
public final class Rehearsal {
    private static final String ENDING = "--rehearsal";

    /** With the ending, and an underscore before it, it is a name of PostgreSQL's, which has 63 bytes at most. */
    private static final int LONGEST = 51;

    private static final int DIGEST_BYTES = 4;
    private static final int KEPT = LONGEST - 1 - 2 * DIGEST_BYTES;

    private Rehearsal() {}

    /** The name of a group's. */
    public static String of(String group) {
        return (group.length() <= LONGEST ? group : group.substring(0, KEPT) + "-" + digest(group)) + ENDING;
    }

    /** Whether it is the name of such a group. */
    public static boolean isName(String group) {
        return group.endsWith(ENDING);
    }

    private static String digest(String group) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(group.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
