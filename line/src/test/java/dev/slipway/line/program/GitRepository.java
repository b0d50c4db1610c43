package dev.slipway.line.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A test's Git repository. Its commits are by Alice Archer, of 2026-11-20T07:30:00Z. */
public final class GitRepository {
    private final Programs programs;

    /** Makes one without commits, with the branch {@code main}, of a folder that may have files. */
    public GitRepository(Path folder) throws IOException {
        programs = Programs.in(folder).with(Map.of("GIT_COMMITTER_DATE", "2026-11-20T08:30:00+01:00"));
        run("init", "--quiet", "--initial-branch=main");
    }

    /** What a command of Git prints, without spaces around it; throws what it says where it fails. */
    public String run(String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "git",
                "-c",
                "user.name=Alice Archer",
                "-c",
                "user.email=alice@example.org",
                "-c",
                "commit.gpgsign=false"));
        all.addAll(List.of(words));
        return programs.run(all).orThrow(IOException::new).strip();
    }

    /** Commits all files of the folder, also where none has changed; returns the commit's hash. */
    public String commit(String message) throws IOException {
        run("add", "--all");
        run("commit", "--quiet", "--allow-empty", "--message", message);
        return run("rev-parse", "HEAD");
    }

    /** The same, and tags the commit. */
    public void commit(String message, String tag) throws IOException {
        commit(message);
        run("tag", tag);
    }
}
