package dev.slipway.ledger;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the tables that a Java source names: in the SQL and JPQL of its literals, by the mappings of an entity class, and by
 * the class given to an entity manager.
 *
 * <p>What a query reaches through the association of an entity ({@code d.release.version}) counts as the entity's own.
 */
final class TableNames {
    /** Comments and characters are matched so as to be skipped; a text block or string is the first or second group. */
    private static final Pattern LITERAL = Pattern.compile(
            "//[^\\n]*|/\\*.*?\\*/|'(?:[^'\\\\]|\\\\.)+'|\"\"\"(.*?)\"\"\"|\"([^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+)\"",
            Pattern.DOTALL);

    /** The verb, the first table, and behind its alias those that commas add. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)\\b(insert\\s+into|delete\\s+from|update|from|join|using)\\s+(?:only\\s+)?(\\w++)(?!\\.)"
                    + "(?=(?:\\s+(?:as\\s+)?\\w+)?((?:\\s*,\\s*\\w+\\s+\\w+)*))");

    private static final Pattern WRITING = Pattern.compile("(?i)insert\\s+into|delete\\s+from|update");
    private static final Pattern ENTITY = Pattern.compile("(?m)^@Entity\\b.*?\\bclass (\\w+)", Pattern.DOTALL);
    private static final Pattern MAPPED_TO = Pattern.compile("@Table\\(name = \"(\\w+)\"");
    private static final Pattern COLLECTED_IN = Pattern.compile("@CollectionTable\\(name = \"(\\w+)\"");
    private static final Pattern LOADED = Pattern.compile("\\b(?:find|getReference)\\(\\s*(\\w+)\\.class");
    private static final Pattern HUMP = Pattern.compile("(?<=.)(?=\\p{Upper})");

    private final Set<String> tables;
    private final Map<String, String> entities = new HashMap<>();

    /**
     * Collects the entities first, for JPQL calls a table by its entity.
     *
     * @param tables the names of all tables
     */
    TableNames(Set<String> tables, Stream<String> sources) {
        this.tables = tables;
        sources.forEach(source -> entity(source).ifPresent(name -> entities.put(name, table(source, name))));
    }

    /** The tables whose rows a source changes, or maps to an entity. */
    Set<String> owned(String source) {
        Set<String> owned = new TreeSet<>();
        entity(source).map(entities::get).ifPresent(owned::add);
        COLLECTED_IN.matcher(source).results().map(match -> match.group(1)).forEach(owned::add);
        named(source)
                .filter(match -> WRITING.matcher(match.group(1)).matches())
                .flatMap(this::tables)
                .forEach(owned::add);
        return owned;
    }

    /** All tables that a source names. */
    Set<String> used(String source) {
        Set<String> used = new TreeSet<>(owned(source));
        named(source).flatMap(this::tables).forEach(used::add);
        LOADED.matcher(source)
                .results()
                .map(match -> entities.get(match.group(1)))
                .filter(tables::contains)
                .forEach(used::add);
        return used;
    }

    private static Optional<String> entity(String source) {
        Matcher entity = ENTITY.matcher(source);
        return entity.find() ? Optional.of(entity.group(1)) : Optional.empty();
    }

    private static String table(String source, String entity) {
        Matcher table = MAPPED_TO.matcher(source);
        return table.find()
                ? table.group(1)
                : HUMP.matcher(entity).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    private static Stream<MatchResult> named(String source) {
        return LITERAL.matcher(source)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .filter(Objects::nonNull)
                .flatMap(text -> NAMED.matcher(text).results());
    }

    private Stream<String> tables(MatchResult match) {
        return Stream.of((match.group(2) + match.group(3)).split(","))
                .map(part -> part.strip().split("\\s")[0])
                .map(name -> entities.getOrDefault(name, name))
                .filter(tables::contains);
    }
}
