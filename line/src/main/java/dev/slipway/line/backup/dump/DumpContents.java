package dev.slipway.line.backup.dump;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The table of contents of a dump, in the form of {@code pg_restore --list}, in two parts.
 *
 * @param frame what takes the superuser, and runs nothing of the database's owner: extensions, the schemas that they are in,
 *     and rights to the database itself
 * @param rest all else
 */
public record DumpContents(List<String> frame, List<String> rest) {
    /** Id, the object's catalog and oid, and its kind; names come after that, and cannot begin a line. */
    private static final Pattern FRAME = Pattern.compile(
            "\\d+; \\d+ \\d+ ((SCHEMA|EXTENSION) - |(COMMENT|ACL|SECURITY LABEL) - (EXTENSION|DATABASE) ).*");

    static DumpContents of(String list) {
        List<String> all = list.lines()
                .filter(line -> !line.startsWith(";") && !line.isBlank())
                .toList();
        return new DumpContents(
                all.stream().filter(DumpContents::isFrame).toList(),
                all.stream().filter(line -> !isFrame(line)).toList());
    }

    private static boolean isFrame(String line) {
        return FRAME.matcher(line).matches();
    }
}
