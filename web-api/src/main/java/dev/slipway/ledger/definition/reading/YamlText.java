package dev.slipway.ledger.definition.reading;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Parses the subset of YAML that definitions need: one document of mappings, lists and scalars. Other features serve attackers more
 * than people: anchors and aliases, tags, deep nesting.
 */
public final class YamlText {
    /** The largest accepted text, in bytes of UTF-8. */
    public static final int LARGEST = 64 * 1024;

    private static final int DEEPEST = 8;

    private YamlText() {}

    /**
     * Reads it.
     *
     * @return its root; empty for an empty document
     * @throws UnreadableException if it is no YAML, or more than is taken
     */
    static Optional<Node> read(String text) throws UnreadableException {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(LARGEST)
                // DefinitionReader reports all of these, with their lines.
                .setAllowDuplicateKeys(true)
                .setAllowNonScalarKeys(true)
                .build();
        try {
            // Check the events first, since composing recurses into nested nodes.
            check(new Parse(settings).parseString(text));
            return new Compose(settings).composeString(text);
        } catch (ReaderException e) {
            throw new UnreadableException(
                    line(text, e.getPosition()),
                    "must not have the character U+%04X; remove it".formatted(e.getCodePoint()));
        } catch (MarkedYamlEngineException e) {
            throw new UnreadableException(
                    line(e.getProblemMark().or(e::getContextMark)), "is not YAML here: " + describe(e));
        } catch (YamlEngineException e) {
            throw new UnreadableException(1, "is not valid YAML");
        }
    }

    /** Where a node begins, from 1. */
    static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(0) + 1;
    }

    private static void check(Iterable<Event> events) throws UnreadableException {
        int depth = 0;
        int documents = 0;
        for (Event event : events) {
            int line = line(event.getStartMark());
            if (event instanceof AliasEvent || event instanceof NodeEvent node && hasAnchor(node)) {
                throw new UnreadableException(
                        line, "must have no anchors (&name) and aliases (*name); write the value out");
            }
            if (hasTag(event)) {
                throw new UnreadableException(line, "must have no tags such as !!str; quote text by \"…\" instead");
            }
            if (event instanceof DocumentStartEvent && ++documents > 1) {
                throw new UnreadableException(line, "must be one document; remove what follows ---");
            }
            if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
                throw new UnreadableException(line, "must not be nested deeper than " + DEEPEST + " levels");
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
    }

    private static boolean hasAnchor(NodeEvent event) {
        return event.getAnchor().isPresent();
    }

    private static boolean hasTag(Event event) {
        return event instanceof ScalarEvent scalar && scalar.getTag().isPresent()
                || event instanceof CollectionStartEvent collection
                        && collection.getTag().isPresent();
    }

    private static String describe(MarkedYamlEngineException failure) {
        String problem = failure.getProblem();
        if (problem.contains("\\t") || problem.contains("TAB")) {
            return "indent by spaces, not by tabs";
        }
        return problem + ". Look at the indentation, the colons, and the quotes and brackets that are still open";
    }

    private static int line(String text, int position) {
        return (int) text.codePoints().limit(position).filter(c -> c == '\n').count() + 1;
    }
}
