package dev.slipway.line.backup.dump;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The table of contents of a dump, in the form of {@code pg_restore --list}, in two parts.
 *
 * @param frame what takes the superuser, and runs nothing of the database's owner: extensions, the schemas that they
 *     are in, rows of the extensions' own tables, and rights to the database itself
 * @param rest all else
 */
public record DumpContents(List<String> frame, List<String> rest) {
    /** Id, the object's catalog and oid, and its kind; names come after that, and cannot begin a line. */
    private static final Pattern FRAME = Pattern.compile(
            "\\d+; \\d+ \\d+ ((SCHEMA|EXTENSION) - |(COMMENT|ACL|SECURITY LABEL) - (EXTENSION|DATABASE) ).*");

    /** Has the oid of its table. */
    private static final Pattern ROWS = Pattern.compile("\\d+; 0 (\\d+) TABLE DATA .*");
    /** Has no oid, but schema, name and owner as the sequence has them. */
    private static final Pattern SEQUENCE_STATE = Pattern.compile("\\d+; 0 0 SEQUENCE SET (.*)");

    /** 1259 is the oid of pg_class. */
    private static final Pattern TABLE = Pattern.compile("\\d+; 1259 (\\d+) TABLE .*");

    private static final Pattern SEQUENCE = Pattern.compile("\\d+; 1259 \\d+ SEQUENCE (.*)");

    static DumpContents of(String list) {
        List<String> all = list.lines()
                .filter(line -> !line.startsWith(";") && !line.isBlank())
                .toList();
        Set<String> tables = found(TABLE, all);
        Set<String> sequences = found(SEQUENCE, all);
        // CREATE EXTENSION creates what the dump does not.
        Set<String> frame = all.stream()
                .filter(line -> FRAME.matcher(line).matches()
                        || isLacking(ROWS.matcher(line), tables)
                        || isLacking(SEQUENCE_STATE.matcher(line), sequences))
                .collect(Collectors.toSet());
        return new DumpContents(
                all.stream().filter(frame::contains).toList(),
                all.stream().filter(line -> !frame.contains(line)).toList());
    }

    private static Set<String> found(Pattern kind, List<String> all) {
        return all.stream()
                .map(kind::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static boolean isLacking(Matcher data, Set<String> objects) {
        return data.matches() && !objects.contains(data.group(1));
    }
}
