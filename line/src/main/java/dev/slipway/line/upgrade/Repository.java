package dev.slipway.line.upgrade;

import dev.slipway.line.program.Programs;
import dev.slipway.line.upgrade.plan.Upgrade;
import dev.slipway.line.upgrade.plan.UpgradeException;
import dev.slipway.line.upgrade.plan.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The checkout's Git repository. */
final class Repository {
    private static final String MIGRATIONS = "web-api/src/main/resources/db/migration/";

    private final Path folder;
    private final Programs programs;

    Repository(Path folder) {
        this.folder = folder;
        programs = UpgradePrograms.in(folder);
    }

    /** Whether it is a Git checkout. */
    boolean isThere() {
        return Files.exists(folder.resolve(".git"));
    }

    /** The checked-out commit. */
    String head() throws IOException {
        return line("rev-parse", "--verify", "HEAD");
    }

    /** The checked-out branch; empty if detached. */
    Optional<String> branch() throws IOException {
        String name = git("branch", "--show-current").strip();
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** The commit of a tag or branch; empty if there is none. */
    Optional<String> commit(String name) throws IOException {
        try {
            return Optional.of(line("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}"));
        } catch (UpgradeException e) {
            return Optional.empty();
        }
    }

    /** The modified and untracked files. */
    List<String> dirtyFiles() throws IOException {
        return Arrays.stream(git("status", "--porcelain", "-z", "--no-renames").split("\0", -1))
                .filter(entry -> entry.length() > 3)
                .map(entry -> entry.substring(3))
                .toList();
    }

    /** All tagged versions. */
    Set<Version> versions() throws IOException {
        return versions("--list");
    }

    private Set<Version> versions(String... which) throws IOException {
        List<String> words = new ArrayList<>(List.of("tag"));
        words.addAll(List.of(which));
        return git(words.toArray(String[]::new))
                .lines()
                .map(String::strip)
                .flatMap(tag -> Version.of(tag).filter(version -> version.tag().equals(tag)).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The version that a commit is tagged as; empty if none. */
    Optional<Version> version(String commit) throws IOException {
        return versions("--points-at", commit).stream().reduce((lower, higher) -> higher);
    }

    /** Whether there is a remote. */
    boolean hasRemote() throws IOException {
        return !git("remote").isBlank();
    }

    /** Fetches its tags. */
    void fetchTags() throws IOException {
        git("fetch", "--tags", "--quiet");
    }

    /** A file of a commit; empty if it does not exist. */
    Optional<String> file(String commit, String path) throws IOException {
        try {
            return Optional.of(git("show", commit + ":" + path));
        } catch (UpgradeException e) {
            return Optional.empty();
        }
    }

    /** The names of the ledger's migrations that a commit has. */
    Set<String> migrations(String commit) throws IOException {
        return git("ls-tree", "--name-only", commit, MIGRATIONS)
                .lines()
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .filter(name -> name.startsWith("V") && name.endsWith(".sql"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The files that differ between two commits. */
    Set<String> changed(String from, String to) throws IOException {
        return Arrays.stream(git("diff", "--name-only", "--no-renames", "-z", from, to)
                        .split("\0", -1))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The commits of one version, oldest first and each with its subject, that neither the other nor any release has. If
     * the other is an earlier one of the same history, the remote branches' are left out: they are later work, not the
     * operator's own.
     */
    List<String> leftBehind(String from, String to) throws IOException {
        List<String> words = new ArrayList<>(
                List.of("log", "--reverse", "--no-merges", "--format=%h %s", from, "--not", to, "--tags=v[0-9]*"));
        if (isAncestor(to, from)) {
            words.add("--remotes");
        }
        return git(words.toArray(String[]::new)).lines().map(String::strip).toList();
    }

    /** How many commits a version has since an earlier one of its history; 0 if the other is none, or is the same. */
    int commitsSince(String earlier, String version) throws IOException {
        return isAncestor(earlier, version)
                ? Integer.parseInt(line("rev-list", "--count", earlier + ".." + version))
                : 0;
    }

    /** Whether an upgrade goes to an earlier version, or to an earlier commit of the same one. */
    boolean isDowngrade(Upgrade upgrade) throws IOException {
        return upgrade.isEarlierVersion()
                || commitsSince(upgrade.to().commit(), upgrade.from().commit()) > 0;
    }

    private boolean isAncestor(String commit, String version) throws IOException {
        return programs.run("git", "merge-base", "--is-ancestor", commit, version)
                .isSuccess();
    }

    /** Exports all files of a commit to a folder. */
    void export(String commit, Path to) throws IOException {
        Path archive = to.resolveSibling(to.getFileName() + ".tar");
        Files.createDirectories(to);
        try {
            git("archive", "--format=tar", "--output=" + archive, commit);
            UpgradePrograms.require(programs, List.of("tar", "-x", "-f", archive.toString(), "-C", to.toString()));
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    /**
     * Checks a commit out, or the branch that points to it. Discards changes: the checkout was clean, so they come from
     * an interrupted run.
     */
    void checkOut(Upgrade.Point point) throws IOException {
        // A killed git leaves its lock.
        Files.deleteIfExists(folder.resolve(line("rev-parse", "--git-path", "index.lock")));
        Optional<String> branch = branchAt(point);
        if (branch.isPresent()) {
            git("checkout", "--quiet", "--force", branch.get(), "--");
        } else {
            git("checkout", "--quiet", "--force", "--detach", point.commit(), "--");
        }
    }

    /** The branch of a version, if that still points to its commit; empty if it has moved, or the version has none. */
    Optional<String> branchAt(Upgrade.Point point) throws IOException {
        String branch = point.branch();
        return branch != null && commit("refs/heads/" + branch).equals(Optional.of(point.commit()))
                ? Optional.of(branch)
                : Optional.empty();
    }

    private String line(String... words) throws IOException {
        return git(words).strip();
    }

    private String git(String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of("git"));
        all.addAll(List.of(words));
        return UpgradePrograms.require(programs, all);
    }
}
