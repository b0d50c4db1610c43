package dev.slipway.line.cli.input.build;

import dev.slipway.line.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The commits of a release since the previous one, from Git. */
public final class Commits {
    /** As many as the ledger takes of a release: it counts a commit once for each of its authors. */
    private static final int MOST = 500;

    private static final int MOST_READ = 20_000;
    private static final int FIELDS = 6;

    private static final String DATE = "--date=format-local:%Y-%m-%dT%H:%M:%SZ";

    /** The last field has the co-authors, with U+001F between them. */
    private static final String FORMAT =
            "--format=%H%x00%cd%x00%an%x00%ae%x00%s%x00%(trailers:key=Co-authored-by,valueonly,unfold,separator=%x1f)";

    private static final Pattern CO_AUTHOR = Pattern.compile("([^<]*)<([^<>]*)>");

    /** As the ledger takes it; what Git calls an address may be none, such as {@code root@localhost}. */
    private static final Pattern MAIL_ADDRESS = Pattern.compile(
            "(?=.{6,254}$)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}");

    private Commits() {}

    /** The time of a commit; empty if Git does not have it. */
    public static Optional<String> time(Git git, String commit) {
        return git.line("show", "-s", "--no-show-signature", DATE, "--format=%cd", commit + "^{commit}");
    }

    /**
     * The commits since the latest release in the history of this one, newest first; empty if there is none. One with co-authors, as
     * {@code Co-authored-by} in its message names them, is there once more for each. Of more than the ledger takes, each author has one, for
     * four eyes to know them, and the rest are the newest.
     *
     * @param earlier the commits of earlier releases, newest first
     */
    public static Optional<List<Json>> since(Git git, List<String> earlier, String commit) {
        return earlier.stream()
                .filter(other ->
                        git.run("merge-base", "--is-ancestor", other, commit).isPresent())
                .findFirst()
                .flatMap(before -> git.run(
                        "log",
                        "-z",
                        "-n",
                        String.valueOf(MOST_READ),
                        "--no-show-signature",
                        DATE,
                        FORMAT,
                        before + ".." + commit))
                .map(Commits::of);
    }

    /** A log's commits. Each field ends with NUL, the one character that no name can contain: with a tab, it could pose as another field. */
    static List<Json> of(String log) {
        List<String> fields = List.of(log.split("\0", -1));
        return most(IntStream.range(0, fields.size() / FIELDS)
                        .mapToObj(place -> fields.subList(place * FIELDS, (place + 1) * FIELDS))
                        .flatMap(Commits::ofEachAuthor)
                        .toList())
                .stream()
                .map(Commits::commit)
                .toList();
    }

    /** A commit as its author's, and then as each co-author's. */
    private static Stream<List<String>> ofEachAuthor(List<String> fields) {
        Stream<List<String>> coAuthors = Stream.of(fields.get(5).split("\u001f", -1))
                .flatMap(value -> CO_AUTHOR.matcher(value).results())
                .map(name ->
                        List.of(fields.get(0), fields.get(1), name.group(1).strip(), name.group(2), fields.get(4)));
        return Stream.concat(Stream.of(fields.subList(0, 5)), coAuthors).distinct();
    }

    private static List<List<String>> most(List<List<String>> commits) {
        Map<List<String>, Integer> authors = new LinkedHashMap<>();
        for (int i = 0; i < commits.size(); i++) {
            authors.putIfAbsent(commits.get(i).subList(2, 4), i);
        }
        return Stream.concat(
                        authors.values().stream(),
                        IntStream.range(0, commits.size()).boxed())
                .distinct()
                .limit(MOST)
                .sorted()
                .map(commits::get)
                .toList();
    }

    private static Json commit(List<String> fields) {
        String author = oneLine(fields.get(2), 200);
        String email = fields.get(3);
        String title = oneLine(fields.get(4), 500);
        return Json.object()
                .with("sha", fields.get(0))
                .with("committedAt", fields.get(1))
                .with("title", title.isEmpty() ? "(no title)" : title)
                .with("author", author.isEmpty() ? null : author)
                .with("authorEmail", MAIL_ADDRESS.matcher(email).matches() ? email : null);
    }

    /** As the ledger accepts it: trimmed, without control characters, and shortened, but not within a surrogate pair. */
    private static String oneLine(String text, int most) {
        String plain = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}]", " ");
        int end = plain.offsetByCodePoints(0, Math.min(most, plain.codePointCount(0, plain.length())));
        return plain.substring(0, end).strip();
    }
}
