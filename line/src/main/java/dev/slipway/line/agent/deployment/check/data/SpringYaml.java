package dev.slipway.line.agent.deployment.check.data;

import java.io.ByteArrayInputStream;
import java.util.Iterator;
import java.util.function.BiConsumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML as properties, as Spring does: the keys that lead to a value, joined by dots, are its property's name. */
final class SpringYaml {
    /** Also limits the depth, since each level makes names longer. */
    private static final int LONGEST_NAME = 512;

    private final Iterator<Event> events;
    private final BiConsumer<String, String> properties;

    private SpringYaml(Iterator<Event> events, BiConsumer<String, String> properties) {
        this.events = events;
        this.properties = properties;
    }

    /**
     * Passes on the name and the value of each property, of all documents, in their order.
     *
     * @throws RuntimeException if it is not YAML, has aliases, or has names that are empty or too long
     */
    static void read(byte[] content, BiConsumer<String, String> properties) {
        Parse parser = new Parse(LoadSettings.builder().build());
        Iterator<Event> events =
                parser.parseInputStream(new ByteArrayInputStream(content)).iterator();
        SpringYaml yaml = new SpringYaml(events, properties);
        while (events.hasNext()) {
            if (events.next() instanceof NodeEvent root) {
                yaml.add("", root);
            }
        }
    }

    private void add(String name, Event event) {
        if (name.length() > LONGEST_NAME) {
            throw new YamlEngineException("a name is too long");
        }
        if (event instanceof ScalarEvent scalar) {
            properties.accept(name, scalar.getValue());
        } else if (event instanceof MappingStartEvent) {
            for (Event key = events.next(); !(key instanceof MappingEndEvent); key = events.next()) {
                add((name.isEmpty() ? "" : name + ".") + text(key), events.next());
            }
        } else if (event instanceof SequenceStartEvent) {
            int index = 0;
            for (Event element = events.next(); !(element instanceof SequenceEndEvent); element = events.next()) {
                add(name + "[" + index++ + "]", element);
            }
        } else {
            throw new YamlEngineException("a value is an alias");
        }
    }

    private static String text(Event key) {
        if (key instanceof ScalarEvent scalar && !scalar.getValue().isEmpty()) {
            return scalar.getValue();
        }
        throw new YamlEngineException("a key is no text");
    }
}
