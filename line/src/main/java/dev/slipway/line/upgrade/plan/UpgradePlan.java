package dev.slipway.line.upgrade.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an upgrade would do, as a pure function of the facts.
 *
 * @param refusals why it cannot begin, each with the fix; empty if it can
 * @param parts each component with its version, and the new one if it differs
 * @param effects what users notice during the upgrade
 * @param migrations the migrations of the ledger's database
 * @param rollbackBlockers why a failed upgrade could not be undone without the backup; empty if it can
 * @param toDo the manual steps: of an upgrade, or before going back
 */
public record UpgradePlan(
        List<String> refusals,
        List<String> parts,
        List<String> effects,
        List<String> migrations,
        List<String> rollbackBlockers,
        List<String> toDo) {
    private static final String CONTRACTS = "__contract_";
    private static final int NAMED = 10;

    public UpgradePlan {
        refusals = List.copyOf(refusals);
        parts = List.copyOf(parts);
        effects = List.copyOf(effects);
        migrations = List.copyOf(migrations);
        rollbackBlockers = List.copyOf(rollbackBlockers);
        toDo = List.copyOf(toDo);
    }

    /** By these facts. */
    public static UpgradePlan of(Facts facts) {
        return new UpgradePlan(
                refusals(facts),
                parts(facts),
                effects(facts),
                List.copyOf(facts.comingMigrations()),
                rollbackBlockers(facts),
                toDo(facts));
    }

    /** Whether it cannot begin. */
    public boolean isRefused() {
        return !refusals.isEmpty();
    }

    private static List<String> refusals(Facts facts) {
        List<String> refusals = new ArrayList<>();
        if (!facts.dirtyFiles().isEmpty()) {
            UpgradeFlow.Resumed.Refused uncommitted = UpgradeFlow.uncommitted(facts.dirtyFiles());
            refusals.add(uncommitted.why() + " " + uncommitted.remedy());
        }
        if (!facts.isRunning()) {
            refusals.add("The line is down, so it can neither be backed up nor check the gate. Start it: ./slipway up");
        }
        if (facts.jdk() < facts.to().components().java()) {
            refusals.add(facts.to().name() + " needs a JDK of version "
                    + facts.to().components().java() + " or newer, and this is " + facts.jdk()
                    + ". Install one, and set JAVA_HOME to it.");
        }
        refuseOtherPostgres(facts, refusals);
        refuseInfeasibleDowngrade(facts, refusals);
        return refusals;
    }

    private static void refuseOtherPostgres(Facts facts, List<String> refusals) {
        String from = facts.from().components().version(Components.POSTGRESQL);
        String to = facts.to().components().version(Components.POSTGRESQL);
        if (!major(from).equals(major(to))) {
            refusals.add("PostgreSQL " + major(to) + " cannot read the data of PostgreSQL " + major(from)
                    + ": it is carried over by a backup. In the handbook, \"Upgrade\" has the commands.");
        }
    }

    /** An earlier version runs neither after a contracting migration nor on the database of a later Keycloak. */
    private static void refuseInfeasibleDowngrade(Facts facts, List<String> refusals) {
        List<String> contracted = facts.foreignMigrations().stream()
                .filter(UpgradePlan::contracts)
                .toList();
        if (!contracted.isEmpty()) {
            refusals.add("A backup is the only way to " + facts.to().name() + ": the database has run "
                    + named(contracted)
                    + ", which removed what it uses. In the handbook, \"Upgrade\" has the commands.");
        }
        Version data = facts.keycloakData();
        String next = facts.to().components().version(Components.KEYCLOAK);
        if (data != null
                && Version.of(next)
                        .filter(keycloak -> keycloak.compareTo(data) < 0)
                        .isPresent()) {
            refusals.add("A backup is the only way to " + facts.to().name() + ": Keycloak's database is of " + data
                    + ", and " + next + " does not read that. In the handbook, \"Upgrade\" has the commands.");
        }
    }

    private static List<String> parts(Facts facts) {
        Components from = facts.from().components();
        Components to = facts.to().components();
        List<String> parts = new ArrayList<>();
        parts.add("Slipway " + change(from.slipway(), to.slipway()));
        Stream.concat(from.versions().keySet().stream(), to.versions().keySet().stream())
                .distinct()
                .forEach(part -> parts.add(part + " " + change(from.version(part), to.version(part))));
        parts.add("JDK " + facts.jdk() + (facts.isOtherJdk() ? ", another than the line runs with" : "") + "; "
                + to.java() + " or newer is needed");
        return parts;
    }

    private static String change(String from, String to) {
        return from.equals(to) ? to : (from.isEmpty() ? "none" : from) + " -> " + (to.isEmpty() ? "none" : to);
    }

    private static List<String> effects(Facts facts) {
        Components from = facts.from().components();
        Components to = facts.to().components();
        List<String> effects = new ArrayList<>();
        if (facts.isOtherJdk() || touches(facts, "line/supervisord.conf")) {
            effects.add("Everything is stopped and started once, for "
                    + (facts.isOtherJdk() ? "the JDK is another" : "supervisord's configuration is another")
                    + ": the line is unavailable for about a minute.");
            return effects;
        }
        if (from.differsIn(Components.POSTGRESQL, to)
                || touches(facts, "web-api/bin/postgresql", "web-api/postgresql.conf")) {
            effects.add("PostgreSQL restarts: for some seconds, queries fail.");
        }
        if (from.differsIn(Components.KEYCLOAK, to)
                || touches(facts, "keycloak/bin/", "keycloak/keycloak.conf", "keycloak/themes/")) {
            effects.add("Keycloak restarts: for about a minute, nobody can sign in; present sessions continue.");
        }
        addWorkers(facts, effects);
        if (touches(facts, "httpd/httpd.conf")) {
            effects.add("httpd takes its new configuration by a reload, or restarts if its limits"
                    + " change: then nothing answers for some seconds.");
        }
        if (effects.isEmpty()) {
            effects.add("No downtime: workers get the new archive one after the other.");
        }
        return effects;
    }

    /** Adds what the workers of the ledger and of services are noticed by. */
    private static void addWorkers(Facts facts, List<String> effects) {
        // Both servers are built from these: the ledger's, and that of the services' workers.
        boolean isOtherWildFly = facts.from()
                        .components()
                        .differsIn(Components.WILDFLY, facts.to().components())
                || touches(
                        facts,
                        "ear/pom.xml",
                        "ear/src/main/server/",
                        "ear/src/main/java/dev/slipway/pool/",
                        "ear/src/main/java/dev/slipway/request/");
        if (isOtherWildFly
                || touches(facts, "ear/bin/wildfly", "line/lib/wildfly", "ear/src/main/scripts/server.cli")) {
            effects.add(
                    facts.workers() > 1
                            ? "Each of the ledger's workers gets its new server at its turn, while the others answer."
                            : "The ledger has one worker: it is unavailable for about a minute, while that gets its new server.");
        } else if (facts.workers() == 1) {
            effects.add("The ledger has one worker: it is unavailable while that gets the new archive.");
        }
        if (isOtherWildFly
                || touches(facts, "ear/src/main/scripts/service.cli", "ear/src/main/java/dev/slipway/worker/")) {
            effects.add("Services' workers restart afterwards, one after the other; a service with one worker is"
                    + " unavailable meanwhile.");
        }
    }

    private static boolean touches(Facts facts, String... paths) {
        return facts.changedPaths().stream().anyMatch(path -> Stream.of(paths).anyMatch(path::startsWith));
    }

    private static List<String> rollbackBlockers(Facts facts) {
        List<String> reasons = new ArrayList<>();
        List<String> contracting =
                facts.comingMigrations().stream().filter(UpgradePlan::contracts).toList();
        if (!contracting.isEmpty()) {
            reasons.add(named(contracting) + ": removes from the database what "
                    + facts.from().name() + " uses");
        }
        String from = facts.from().components().version(Components.KEYCLOAK);
        String to = facts.to().components().version(Components.KEYCLOAK);
        if (!from.equals(to) && !facts.isDowngrade()) {
            reasons.add("Keycloak " + to + " changes its database when it starts, and " + from + " does not read that");
        }
        return reasons;
    }

    private static List<String> toDo(Facts facts) {
        List<String> toDo = new ArrayList<>();
        for (Changelog.Section section : facts.sections()) {
            toDo.addAll(facts.isDowngrade() ? section.beforeGoingBack() : section.toDo());
        }
        if (!facts.leftBehind().isEmpty()) {
            toDo.add(leaving(facts.leftBehind(), facts.to().name()));
        }
        return toDo;
    }

    /** The text for a version that runs without these commits. */
    public static String leaving(List<String> commits, String version) {
        return version + " does not have these commits of the checkout: " + named(commits)
                + ". Once it runs, bring back what you need of them: git cherry-pick COMMIT, then ./slipway up";
    }

    /** Whether a migration removes something that an earlier version uses. */
    static boolean contracts(String script) {
        return script.contains(CONTRACTS);
    }

    private static String major(String version) {
        return version.replaceFirst("\\..*", "");
    }

    static String named(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
    }
}
