package dev.slipway.line.handbook;

import dev.slipway.line.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of {@code commands.txt}.
 *
 * @param name what is called, as {@link Call} names it; with {@code *} as its last character, all lines that begin so
 * @param tests the tests that run it, as {@code module/package/Class} or a script's path in the checkout; none if it is run by hand
 * @param words of a test of a line that is named as it stands, what of it is in the test; of one that is run by hand, why
 */
record Entry(String name, List<String> tests, String words) {
    private static final Path LIST = Path.of("ear/src/test/resources/handbook/commands.txt");
    private static final String BY_HAND = "by hand";
    private static final Pattern COMMENT = Pattern.compile("^\\s*(?://|/?\\*|#).*$", Pattern.MULTILINE);

    /** The whole list, in its order. */
    static List<Entry> all() {
        try {
            return Files.readAllLines(Line.checkout().resolve(LIST)).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .map(Entry::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry parse(String line) {
        String[] sides = line.split(" -> ", -1);
        if (sides.length != 2) {
            throw new IllegalStateException("neither a test nor a reason: " + line);
        }
        String[] right = sides[1].split(": ", 2);
        String words = right.length == 2 ? right[1] : "";
        List<String> tests = right[0].equals(BY_HAND) ? List.of() : List.of(right[0].split(" \\+ ", -1));
        return new Entry(sides[0], tests, words);
    }

    Call call() {
        return new Call(name);
    }

    boolean covers(Call call) {
        return name.endsWith("*")
                ? call.name().startsWith(name.substring(0, name.length() - 1))
                : call.name().equals(name);
    }

    /** The sources of its tests, by their paths in the checkout. */
    List<Path> files() {
        return tests.stream().map(Entry::file).toList();
    }

    private static Path file(String test) {
        String[] parts = test.split("/", 2);
        return Path.of(
                test.startsWith(".ci/") ? test : parts[0] + "/src/test/java/dev/slipway/line/" + parts[1] + ".java");
    }

    /** What the sources of its tests, without comments, should have and have not. */
    List<String> missing() {
        String sources = files().stream().map(Entry::read).collect(Collectors.joining("\n"));
        Stream<Pattern> traces =
                words.isEmpty() ? call().traces().stream() : Stream.of(Pattern.compile(words, Pattern.LITERAL));
        return traces.filter(trace -> !trace.matcher(sources).find())
                .map(Pattern::pattern)
                .toList();
    }

    private static String read(Path file) {
        try {
            return COMMENT.matcher(Files.readString(Line.checkout().resolve(file)))
                    .replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
