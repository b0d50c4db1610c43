package dev.slipway.line.handbook;

import dev.slipway.line.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * README.md, or a page of the handbook, and what is in its listings.
 *
 * @param name its path in the checkout
 * @param text its source, with Markdown's listings written as AsciiDoc's
 */
public record Document(String name, String text) {
    private static final Path PAGES = Path.of("web-static/src/docs/asciidoc");
    private static final Pattern FENCED =
            Pattern.compile("^```(\\w+)\n(.*?)\n```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LISTING =
            Pattern.compile("\\[source(?:#([\\w-]+))?,(\\w+)[^\\]\n]*]\n----\n(.*?)\n----\n", Pattern.DOTALL);
    /** Of a pipe, too, which stands at the end of a line or at the beginning of the next one. */
    private static final Pattern CONTINUED = Pattern.compile("\\\\\n *|(?<=\\|)\n *|\n *(?=\\| )");

    private static final Pattern COMMENT = Pattern.compile("(^|\\s+)#\\s.*$");

    /** What begins or ends a listing, and the line after it. */
    private static final Pattern DELIMITER = Pattern.compile("^ *(?:-{4,}|```.*)$(?:\n.*)?", Pattern.MULTILINE);

    private static final Set<String> NOT_SHELL = Set.of("groovy", "java", "json", "sql", "text", "xml", "yaml");

    /** The one of the checkout. */
    public static Document readme() {
        return read(Path.of("README.md"));
    }

    /** A page of the handbook, by its part and name, such as {@code start/line.adoc}. */
    public static Document page(String name) {
        return read(PAGES.resolve(name));
    }

    /** All pages of a part of the handbook, such as {@code start}, by name. */
    public static List<Document> part(String name) {
        try (Stream<Path> files = Files.list(Line.checkout().resolve(PAGES).resolve(name))) {
            return files.map(file -> name + "/" + file.getFileName())
                    .filter(page -> page.endsWith(".adoc"))
                    .sorted()
                    .map(Document::page)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document read(Path file) {
        try {
            String source = Files.readString(Line.checkout().resolve(file));
            return new Document(file.toString(), FENCED.matcher(source).replaceAll("[source,$1]\n----\n$2\n----"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The listing with this ID, which there must be. */
    public String listing(String id) {
        return listings()
                .filter(listing -> Objects.equals(listing.group(1), id))
                .map(listing -> listing.group(3))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " has no listing " + id));
    }

    /**
     * What a reader would type of its shell listings: each command in one line, without the comment after it. A listing is one of them
     * unless its language is known to be another.
     *
     * @throws AssertionError if there is a listing whose language is not read, for that may have commands
     */
    public List<String> commands() {
        return commandsByListing().stream().flatMap(List::stream).toList();
    }

    /**
     * The same, of each shell listing by itself.
     *
     * @throws AssertionError as there
     */
    List<List<String>> commandsByListing() {
        Matcher unread = DELIMITER.matcher(LISTING.matcher(text).replaceAll(""));
        if (unread.find()) {
            throw new AssertionError(name + " has a listing that is not [source,LANGUAGE] with ---- in the next line: "
                    + unread.group());
        }
        return listings()
                .filter(listing -> !NOT_SHELL.contains(listing.group(2)))
                .map(listing -> typed(listing.group(3)))
                .toList();
    }

    private static List<String> typed(String listing) {
        return CONTINUED
                .matcher(listing)
                .replaceAll("")
                .lines()
                .map(line -> COMMENT.matcher(line).replaceFirst("").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private Stream<MatchResult> listings() {
        return LISTING.matcher(text).results();
    }

    @Override
    public String toString() {
        return name;
    }
}
