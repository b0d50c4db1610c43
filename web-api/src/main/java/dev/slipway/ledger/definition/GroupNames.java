package dev.slipway.ledger.definition;

import dev.slipway.ledger.definition.reading.Definition;
import dev.slipway.ledger.definition.reading.Mistake;
import dev.slipway.ledger.definition.reading.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of server groups and of their hosts, each of which must be unique on the line. */
public final class GroupNames {
    /** The ledger's own service, which runs on workers that no definition describes. */
    public static final String LEDGER = "slipway";

    /** The environment that a CLI command means by default, and in which a service's host has the service's name alone. */
    private static final String MAIN = "production";

    private static final Set<String> OWN =
            Set.of("mywebapp", "static", "go", "auth", "gitlab", "registry", LEDGER, "slipway-waiting", "admin");
    /** The hosts of admin consoles: by number for the ledger's workers, by name for the services'. */
    private static final Pattern CONSOLE = Pattern.compile("admin-.*");

    /** The groups in which rollbacks are rehearsed: the group's name with this suffix. */
    private static final Pattern REHEARSAL = Pattern.compile(".*--rehearsal");

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]*[a-z0-9]");
    /** The longest affix of a group's name in its workers' console hosts: {@code admin-GROUP-8}. */
    private static final int BESIDE = "admin--8".length();

    private static final int LONGEST = 63;

    private GroupNames() {}

    /** The name of a service's server group in an environment. */
    public static String group(String service, String environment) {
        return service + "-" + environment;
    }

    /** The name of a worker's group in SQL: the worker's, in this column, without its number. */
    public static String ofWorkerInSql(String column) {
        return "regexp_replace(" + column + ", '-[0-9]+$', '')";
    }

    /** The name of its host, before the line's domain. */
    public static String host(String service, String environment) {
        return environment.equals(MAIN) ? service : group(service, environment);
    }

    /** The CLI option for an environment, with a leading space; empty if none is needed. */
    public static String option(String environment) {
        return environment.equals(MAIN) ? "" : " --environment " + environment;
    }

    /** All names that a definition needs: of the service, of its groups, of their hosts. */
    static List<String> of(Definition definition) {
        return definition.environments().keySet().stream()
                .flatMap(environment ->
                        Stream.of(group(definition.service(), environment), host(definition.service(), environment)))
                .distinct()
                .toList();
    }

    /**
     * Finds conflicts.
     *
     * @param taken the names in use and their owners
     */
    static List<Mistake> check(Definition definition, Reading reading, Map<String, String> taken) {
        String service = definition.service();
        if (isOwn(service)) {
            return List.of(new Mistake("service", reading.line("service"), rejection(service)));
        }
        List<Mistake> mistakes = new ArrayList<>();
        for (String environment : definition.environments().keySet()) {
            String path = "environments." + environment;
            int line = reading.line(path);
            String group = group(service, environment);
            int excess = group.length() + BESIDE - LONGEST;
            if (excess > 0) {
                mistakes.add(new Mistake(
                        path,
                        line,
                        "makes the host admin-%s-1 for its workers' console, which has more than %d characters; shorten the service's name by %d"
                                .formatted(group, LONGEST, excess)));
            } else if (!FORM.matcher(group).matches()
                    || !FORM.matcher(host(service, environment)).matches()) {
                mistakes.add(new Mistake(path, line, "makes a name that no host can have: it must not end with -"));
            } else {
                Stream.of(group, host(service, environment))
                        .distinct()
                        .filter(name -> isOwn(name) || taken.containsKey(name))
                        .map(name -> new Mistake(
                                path,
                                line,
                                "makes the name " + name + ", which is " + taken.getOrDefault(name, "the line's own")
                                        + "; give the service another name"))
                        .forEach(mistakes::add);
            }
        }
        return mistakes;
    }

    private static String rejection(String service) {
        return service.equals(LEDGER)
                ? "must not be slipway: the ledger's own servers need no definition"
                : "must not be " + service + ", a name of the line's own; give the service another name";
    }

    private static boolean isOwn(String name) {
        return OWN.contains(name)
                || CONSOLE.matcher(name).matches()
                || REHEARSAL.matcher(name).matches();
    }
}
