package dev.slipway.line.gitlab.git;

import dev.slipway.line.gitlab.plan.Project;
import dev.slipway.line.program.Outcome;
import dev.slipway.line.program.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pushes the checkout into an empty project. */
public final class FirstCommit {
    private final Git git;
    private final Path checkout;
    private final String repository;

    /** Of the Git repository in a folder. */
    public FirstCommit(Git git, Path checkout) {
        this.git = git;
        this.checkout = checkout;
        this.repository = "--git-dir=" + checkout.resolve(".git");
    }

    /** Pushes it, which starts the first pipeline, and reports the commit. */
    public String push(URI gitlab) throws IOException {
        if (!Files.isDirectory(checkout.resolve(".git/objects"))) {
            throw new Problem(
                    "There is no Git repository in " + checkout + ".",
                    "Start Slipway from a clone: git clone, or git init, git add -A and git commit in the folder. A worktree will not do.");
        }
        Outcome head = git.here(repository, "rev-parse", "--quiet", "--verify", "--short", "HEAD");
        if (!head.isSuccess()) {
            throw new Problem("There is no commit in " + checkout + ".", "Commit first: git add -A && git commit");
        }
        if (!git.output(repository, "rev-parse", "--is-shallow-repository").equals("false")) {
            throw new Problem(
                    "The checkout is shallow, and GitLab takes no part of a history.",
                    "Get the rest: git fetch --unshallow");
        }
        Outcome pushed = git.remote(
                repository, "push", "--quiet", gitlab + "/" + Project.SLIPWAY.title() + ".git", "HEAD:refs/heads/main");
        if (!pushed.isSuccess()) {
            throw new Problem(
                    "GitLab rejected the first commit: " + pushed.reason(Git.LINES_OF_REASON), "Run this again.");
        }
        return head.output().strip();
    }
}
