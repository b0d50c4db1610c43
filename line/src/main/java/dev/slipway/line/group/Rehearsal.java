package dev.slipway.line.group;

/**
 * The name of the server group in which a rollback of another group is rehearsed: one worker, with a copy of that group's database.
 * The group exists while it is requested, and no service's group can have such a name.
 */
public final class Rehearsal {
    private static final String ENDING = "--rehearsal";

    /** With the suffix and an underscore, it must fit into a PostgreSQL identifier of 63 bytes. */
    private static final int LONGEST = 51;

    private Rehearsal() {}

    /** The name of a group's rehearsal group. */
    public static String of(String group) {
        return ShortName.of(group, LONGEST) + ENDING;
    }

    /** Whether this is the name of a rehearsal group. */
    public static boolean isName(String group) {
        return group.endsWith(ENDING);
    }
}
