package dev.slipway.line.group;

/**
 * What the server group is called that a rollback of another group is rehearsed in: one worker, on a copy of that group's database. It
 * is there for as long as it is asked for, and no service's group has such a name.
 */
public final class Rehearsal {
    private static final String ENDING = "--rehearsal";

    /** With the ending, and an underscore before it, it is a name of PostgreSQL's, which has 63 bytes at most. */
    private static final int LONGEST = 51;

    private Rehearsal() {}

    /** The name of a group's. */
    public static String of(String group) {
        return ShortName.of(group, LONGEST) + ENDING;
    }

    /** Whether it is the name of such a group. */
    public static boolean isName(String group) {
        return group.endsWith(ENDING);
    }
}
