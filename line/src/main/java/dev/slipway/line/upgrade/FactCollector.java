package dev.slipway.line.upgrade;

import dev.slipway.line.database.Superuser;
import dev.slipway.line.http.CallException;
import dev.slipway.line.schema.LedgerDatabase;
import dev.slipway.line.setting.Settings;
import dev.slipway.line.upgrade.plan.Changelog;
import dev.slipway.line.upgrade.plan.Components;
import dev.slipway.line.upgrade.plan.Facts;
import dev.slipway.line.upgrade.plan.PlanText;
import dev.slipway.line.upgrade.plan.RollbackFeasibility;
import dev.slipway.line.upgrade.plan.Upgrade;
import dev.slipway.line.upgrade.plan.UpgradeException;
import dev.slipway.line.upgrade.plan.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Collects facts from the checkout, the line and its databases, read-only.
 *
 * @param jdk the home of the JDK for the line's next start
 */
record FactCollector(Settings settings, Repository repository, String jdk) {
    private static final String SCRIPTS =
            "select script from flyway_schema_history where success and version is not null";
    /** Keycloak's record of its database version. */
    private static final String KEYCLOAK_DATA =
            "select version from public.migration_model order by update_time desc limit 1";

    private static final int ABBREVIATED = 9;

    /** The facts for an upgrade from the checkout to a commit. */
    Facts facts(String tag, String commit) throws IOException {
        String head = repository.head();
        Facts.Side from = side(head, repository.version(head).map(Version::tag).orElse(null));
        Facts.Side to = side(commit, tag);
        Set<String> applied = appliedMigrations();
        String data = keycloakData();
        return new Facts(
                from,
                to,
                changed(from, to),
                repository.dirtyFiles(),
                repository.leftBehind(head, commit),
                repository.commitsSince(commit, head),
                sections(from, to),
                applied,
                data == null ? null : Version.of(data).orElse(null),
                Runtime.version().feature(),
                isOtherJdk(),
                settings.workers().size(),
                applied != null);
    }

    /**
     * Why the newest version is nothing to upgrade to: the checkout is later, though it may be gone back to that.
     *
     * @param commit the version's
     * @return empty if the checkout is not later
     */
    Optional<String> laterThan(Version newest, String commit) throws IOException {
        String head = repository.head();
        int since = repository.commitsSince(commit, head);
        Version present = side(head, null).version();
        String what;
        if (since > 0) {
            what = "this checkout has it, with " + PlanText.commits(since) + " since.";
        } else if (newest.compareTo(present) < 0) {
            what = "this checkout has a later one, " + present + ".";
        } else {
            return Optional.empty();
        }
        return Optional.of(newest.tag() + " is the newest version, and " + what
                + " ./slipway up brings the line up with what is checked out. To go back to exactly " + newest.tag()
                + ": ./slipway upgrade " + newest.tag());
    }

    /** The changelog sections of the later version that the earlier one lacks, oldest first. */
    List<Changelog.Section> sections(Facts.Side from, Facts.Side to) throws IOException {
        boolean isDowngrade = to.version().compareTo(from.version()) < 0;
        Facts.Side earlier = isDowngrade ? to : from;
        Facts.Side later = isDowngrade ? from : to;
        return Changelog.of(repository.file(later.commit(), "CHANGELOG.md").orElse(""))
                .between(earlier.version(), later.version());
    }

    /** The facts that an upgrade stores about a version. */
    Upgrade.Point point(Facts.Side side, @Nullable String branch) {
        return new Upgrade.Point(
                side.name(),
                side.components().slipway() + "+" + side.commit().substring(0, ABBREVIATED),
                side.commit(),
                branch,
                side.migrations());
    }

    /** The commits that ran before, and that the new version does not have. */
    List<String> leftBehind(Upgrade upgrade) throws IOException {
        return repository.leftBehind(upgrade.from().commit(), upgrade.to().commit());
    }

    /** Whether the former version can be restored now. */
    RollbackFeasibility rollbackFeasibility(Upgrade upgrade) throws IOException {
        boolean isNewKeycloak = !repository.isDowngrade(upgrade)
                && components(upgrade.from().commit())
                        .differsIn(Components.KEYCLOAK, components(upgrade.to().commit()));
        return RollbackFeasibility.of(upgrade, isNewKeycloak, appliedMigrations(), keycloakData());
    }

    /** Ignores POMs of which only the version differs, as in every release. */
    private Set<String> changed(Facts.Side from, Facts.Side to) throws IOException {
        Set<String> changed = new TreeSet<>(repository.changed(from.commit(), to.commit()));
        for (String pom :
                changed.stream().filter(path -> path.endsWith("/pom.xml")).toList()) {
            Optional<String> before = repository.file(from.commit(), pom);
            Optional<String> after = repository.file(to.commit(), pom);
            if (before.isPresent()
                    && after.isPresent()
                    && from.components().hasSamePom(before.get(), to.components(), after.get())) {
                changed.remove(pom);
            }
        }
        return changed;
    }

    private Facts.Side side(String commit, @Nullable String tag) throws IOException {
        Components components = components(commit);
        String name = tag == null ? components.slipway() + " (" + commit.substring(0, ABBREVIATED) + ")" : tag;
        return new Facts.Side(name, commit, components, repository.migrations(commit));
    }

    private Components components(String commit) throws IOException {
        return Components.of(repository
                .file(commit, "pom.xml")
                .orElseThrow(() -> new UpgradeException("The commit " + commit + " has no pom.xml.", "")));
    }

    private @Nullable Set<String> appliedMigrations() {
        try {
            return LedgerDatabase.with(settings, connection -> {
                Set<String> scripts = new TreeSet<>();
                try (PreparedStatement query = connection.prepareStatement(SCRIPTS);
                        ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        scripts.add(rows.getString(1));
                    }
                }
                return scripts;
            });
        } catch (CallException e) {
            return null;
        }
    }

    /** The Keycloak version of its database; null if unknown. */
    @Nullable
    String keycloakData() {
        String url = "jdbc:postgresql://" + settings.databaseHost() + ":" + settings.databasePort() + "/keycloak";
        try (Connection connection = Superuser.connect(url, settings.secret("postgres-password"), "slipway upgrade");
                PreparedStatement query = connection.prepareStatement(KEYCLOAK_DATA);
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            return null;
        }
    }

    /** {@code up} records what supervisord was started with; the last line ends with the JDK's home, without links. */
    private boolean isOtherJdk() throws IOException {
        Path started = settings.state().resolve("run/supervision");
        if (!Files.isReadable(started)) {
            return false;
        }
        List<String> lines = Files.readAllLines(started);
        return !lines.isEmpty() && !lines.get(lines.size() - 1).endsWith(" " + realJdk());
    }

    private Path realJdk() throws IOException {
        Path given = Path.of(jdk);
        return Files.exists(given) ? given.toRealPath() : given;
    }
}
