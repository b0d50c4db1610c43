package dev.slipway.line.upgrade.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Facts of an upgrade from 0.1.0 to 0.2.0 that nothing speaks against, and what a test makes of them. */
final class Situation {
    private final Map<String, String> from = parts();
    private final Map<String, String> to = parts();
    private final Set<String> former = new TreeSet<>(Set.of("V1__create_all.sql"));
    private final Set<String> coming = new TreeSet<>(Set.of("V1__create_all.sql"));
    private @Nullable Set<String> applied = new TreeSet<>(Set.of("V1__create_all.sql"));
    private String fromVersion = "0.1.0";
    private String toVersion = "0.2.0";
    private Set<String> changed = Set.of();
    private List<String> dirty = List.of();
    private List<String> leftBehind = List.of();
    private int commitsSince;
    private List<Changelog.Section> sections = List.of();
    private @Nullable Version keycloakData = Version.of("26.7.0").orElseThrow();
    private int jdk = 17;
    private boolean isOtherJdk;
    private int workers = 2;
    private boolean isRunning = true;

    private static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("WildFly", "39.0.1.Final");
        parts.put("Keycloak", "26.7.3");
        parts.put("PostgreSQL", "15.19.0");
        return parts;
    }

    Situation backwards() {
        fromVersion = "0.2.0";
        toVersion = "0.1.0";
        return this;
    }

    Situation newPart(String name, String version) {
        to.put(name, version);
        return this;
    }

    Situation formerPart(String name, String version) {
        from.put(name, version);
        return this;
    }

    Situation newMigration(String name) {
        coming.add(name);
        return this;
    }

    Situation appliedMigration(String name) {
        former.add(name);
        if (applied != null) {
            applied.add(name);
        }
        return this;
    }

    Situation changed(String... paths) {
        changed = Set.of(paths);
        return this;
    }

    Situation dirty(String... files) {
        dirty = List.of(files);
        return this;
    }

    Situation leftBehind(String... commits) {
        leftBehind = List.of(commits);
        return this;
    }

    /** From 0.2.0, with so many commits since. */
    Situation commitsSince(int number) {
        fromVersion = toVersion;
        commitsSince = number;
        return this;
    }

    Situation withToDo(String... toDo) {
        return withSection("### What you must do", toDo);
    }

    /** Of 0.2.0, after what is there. */
    Situation withSection(String heading, String... points) {
        List<String> lines = new ArrayList<>();
        sections.forEach(section -> lines.addAll(section.lines()));
        lines.add(heading);
        for (String point : points) {
            lines.add("- " + point);
        }
        sections = List.of(new Changelog.Section(Version.of("0.2.0").orElseThrow(), lines));
        return this;
    }

    Situation keycloakData(String version) {
        keycloakData = Version.of(version).orElseThrow();
        return this;
    }

    Situation jdk(int version) {
        jdk = version;
        return this;
    }

    Situation otherJdk() {
        isOtherJdk = true;
        return this;
    }

    Situation workers(int number) {
        workers = number;
        return this;
    }

    Situation down() {
        isRunning = false;
        applied = null;
        keycloakData = null;
        return this;
    }

    Facts facts() {
        return new Facts(
                new Facts.Side("v" + fromVersion, "aaa", new Components(fromVersion, from, 17), former),
                new Facts.Side("v" + toVersion, "bbb", new Components(toVersion, to, 17), coming),
                changed,
                dirty,
                leftBehind,
                commitsSince,
                sections,
                applied,
                keycloakData,
                jdk,
                isOtherJdk,
                workers,
                isRunning);
    }

    UpgradePlan plan() {
        return UpgradePlan.of(facts());
    }
}
