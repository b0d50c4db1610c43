package dev.slipway.ledger.change;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the page on which GitLab or GitHub compares two commits, from their source addresses. */
final class Comparison {
    /** Every page of a project in GitLab has this part after the project's path. */
    private static final Pattern GITLAB_PAGE = Pattern.compile("^(https?://[^/?#]+/[^?#]+?)/-/.*");

    private static final Pattern GITLAB_PROJECT =
            Pattern.compile("^(https?://gitlab\\.[^/?#]+(?:/[A-Za-z0-9_.-]+?){2,}?)(?:\\.git)?/?$");

    private static final Pattern GITHUB = Pattern.compile(
            "^(https?://(?:www\\.)?github\\.[^/?#]+/[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+?)(?:\\.git)?(?:/.*)?$");

    private Comparison() {}

    /**
     * The page, if both sources are in the same project of a known forge.
     *
     * @param fromSource the source address of one
     * @param from its commit
     * @param toSource the source address of the other
     * @param to its commit
     */
    static Optional<URI> of(String fromSource, String from, String toSource, String to) {
        Optional<String> page = page(fromSource);
        return page.equals(page(toSource))
                ? page.map(start -> URI.create(start + from + "..." + to))
                : Optional.empty();
    }

    private static Optional<String> page(String source) {
        return project(GITHUB, source)
                .map(project -> project + "/compare/")
                .or(() -> project(GITLAB_PAGE, source)
                        .or(() -> project(GITLAB_PROJECT, source))
                        .map(project -> project + "/-/compare/"));
    }

    private static Optional<String> project(Pattern form, String source) {
        Matcher matcher = form.matcher(source);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
