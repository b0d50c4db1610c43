package dev.slipway.line.gitlab.git;

import dev.slipway.line.gitlab.plan.Project;
import dev.slipway.line.program.Outcome;
import dev.slipway.line.program.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The template as a CI/CD component. A change of its project is a commit and a tag, so that those who include it by a version keep
 * that version. docs: ci/components, "Directory structure" and "Component versions"
 */
public final class Component {
    private static final String FIRST = "1.0.0";
    private static final Pattern VERSION = Pattern.compile("\\d{1,9}(\\.\\d{1,9}){2}");

    private final Git git;
    private final String url;
    private final String domain;

    /** The component of this GitLab; its commits have an author in the domain. */
    public Component(Git git, URI gitlab, String domain) {
        this.git = git;
        this.url = gitlab + "/" + Project.DELIVERY.title() + ".git";
        this.domain = domain;
    }

    /** The last version of these tags, newest first; others are not the bootstrap's. */
    static Optional<String> last(Stream<String> tags) {
        return tags.filter(VERSION.asMatchPredicate()).findFirst();
    }

    /** The version after one, or the first. */
    static String after(Optional<String> last) {
        return last.map(version -> version.split("\\."))
                .map(parts -> parts[0] + "." + (Integer.parseInt(parts[1]) + 1) + ".0")
                .orElse(FIRST);
    }

    /**
     * Publishes these files, if the last version has others.
     *
     * @param isEmpty whether the project is empty
     * @param work a folder for the working tree, which does not exist yet
     * @return the new version; empty if nothing changed
     */
    public Optional<String> offer(String template, String readme, boolean isEmpty, Path work) throws IOException {
        git.output("init", "--quiet", "--initial-branch=main", work.toString());
        String in = work.toString();
        Optional<String> last = isEmpty ? Optional.empty() : fetched(in);
        Files.createDirectories(work.resolve("templates"));
        Files.writeString(work.resolve("templates/delivery.yml"), template);
        Files.writeString(work.resolve("README.md"), readme);
        git.output("-C", in, "add", "templates", "README.md");
        if (last.isPresent()
                && git.here("-C", in, "diff", "--cached", "--quiet", last.get(), "--")
                        .isSuccess()) {
            return Optional.empty();
        }
        String version = after(last);
        git.output(
                "-C",
                in,
                "-c",
                "user.name=Slipway",
                "-c",
                "user.email=slipway@" + domain,
                "commit",
                "--quiet",
                "--allow-empty",
                "--message",
                "Offer " + version);
        git.output("-C", in, "tag", version);
        Outcome pushed = git.remote(
                "-C", in, "push", "--quiet", "--atomic", url, "HEAD:refs/heads/main", "refs/tags/" + version);
        if (!pushed.isSuccess()) {
            throw new Problem(
                    "GitLab rejected the component: " + pushed.reason(Git.LINES_OF_REASON), "Run this again.");
        }
        return Optional.of(version);
    }

    /** Fetches it from GitLab; returns its last version. */
    private Optional<String> fetched(String in) throws IOException {
        Outcome fetched = git.remote("-C", in, "fetch", "--quiet", "--tags", url, "main");
        if (!fetched.isSuccess()) {
            throw new Problem(
                    "GitLab does not give the project " + Project.DELIVERY.title() + ": "
                            + fetched.reason(Git.LINES_OF_REASON),
                    "Run this again.");
        }
        git.output("-C", in, "reset", "--quiet", "--hard", "FETCH_HEAD");
        return last(
                git.output("-C", in, "tag", "--list", "--sort=-version:refname").lines());
    }
}
