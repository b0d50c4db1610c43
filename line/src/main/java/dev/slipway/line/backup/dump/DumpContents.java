package dev.slipway.line.backup.dump;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of contents of a dump, in the form of {@code pg_restore --list --verbose}, in two parts. Leaves out what only
 * a superuser can have made in the database, and what would run the owner's code as a superuser: event triggers, and
 * publications of others.
 *
 * @param frame what takes the superuser, and runs nothing of the database's owner: extensions, the schemas that they
 *     are in, rows of the extensions' own tables, foreign data wrappers, rights to all of these, to PostgreSQL's own
 *     objects and to the database itself, and other roles' default rights
 * @param rest all else
 */
public record DumpContents(List<String> frame, List<String> rest) {
    /** Its id, the object's catalog and oid, and its kind; names come after that, and cannot begin a line. */
    private static final Pattern ENTRY = Pattern.compile("(\\d+); \\d+ \\d+ .*");

    /** The ids of what the entry before needs, if any. */
    private static final String NEEDS = ";\tdepends on: ";

    private static final Pattern FRAME = any("(SCHEMA|EXTENSION|FOREIGN DATA WRAPPER) - .*"
            + "|(COMMENT|ACL|SECURITY LABEL) - (EXTENSION|DATABASE|FOREIGN DATA WRAPPER) .*");

    /** What belongs to an object, which has an entry if the dump makes it: CREATE EXTENSION makes the others. */
    private static final Pattern OF_AN_OBJECT =
            Pattern.compile("\\d+; 0 \\d+ (TABLE DATA|SEQUENCE SET|ACL|SECURITY LABEL) .*");

    private static final Pattern RIGHTS = Pattern.compile("\\d+; 0 0 ACL .*");
    /** 826 is the oid of pg_default_acl. */
    private static final Pattern DEFAULT_RIGHTS = Pattern.compile("\\d+; 826 \\d+ DEFAULT ACL .*");
    /** 1262 is the oid of pg_database. Names of databases and roles have no spaces. */
    private static final Pattern DATABASE = Pattern.compile("\\d+; 1262 \\d+ DATABASE - .*?( \\S+)");

    private static final Pattern PUBLICATION = any("(PUBLICATION|(COMMENT|SECURITY LABEL) - PUBLICATION) .*");

    /** Event triggers, and what pg_restore makes by itself. */
    private static final Pattern LEFT_OUT = any("(EVENT TRIGGER|DATABASE|DATABASE PROPERTIES) - .*"
            + "|(COMMENT|SECURITY LABEL) - EVENT TRIGGER .*"
            + "|(ENCODING|STDSTRINGS|SEARCHPATH) - .*");

    /** Of any catalog. */
    private static Pattern any(String what) {
        return Pattern.compile("\\d+; \\d+ \\d+ (" + what + ")");
    }

    static DumpContents of(String list) {
        List<String> entries = new ArrayList<>();
        Map<String, Set<String>> needs = new HashMap<>();
        // Rights to a column need those to its table as well.
        Set<String> objects = new HashSet<>();
        String owner = "";
        for (String line : list.lines().toList()) {
            Matcher entry = ENTRY.matcher(line);
            Matcher database = DATABASE.matcher(line);
            if (entry.matches()) {
                entries.add(line);
                if (!RIGHTS.matcher(line).matches()) {
                    objects.add(entry.group(1));
                }
            } else if (line.startsWith(NEEDS) && !entries.isEmpty()) {
                List<String> ids = List.of(line.substring(NEEDS.length()).split(" "));
                needs.put(entries.get(entries.size() - 1), new HashSet<>(ids));
            }
            if (database.matches()) {
                owner = database.group(1);
            }
        }
        List<String> frame = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (String entry : entries) {
            boolean isOwners = !owner.isEmpty() && entry.endsWith(owner);
            Set<String> needed = needs.getOrDefault(entry, Set.of());
            if (FRAME.matcher(entry).matches()
                    || isOfOthers(entry, needed, objects)
                    || DEFAULT_RIGHTS.matcher(entry).matches() && !isOwners) {
                frame.add(entry);
            } else if (!LEFT_OUT.matcher(entry).matches()
                    && (isOwners || !PUBLICATION.matcher(entry).matches())) {
                rest.add(entry);
            }
        }
        return new DumpContents(frame, rest);
    }

    /** Whether it belongs to an object that the dump does not make. */
    private static boolean isOfOthers(String entry, Set<String> needed, Set<String> objects) {
        return OF_AN_OBJECT.matcher(entry).matches()
                && !needed.isEmpty()
                && needed.stream().noneMatch(objects::contains);
    }
}
