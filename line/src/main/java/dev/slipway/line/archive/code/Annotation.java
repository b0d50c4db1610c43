package dev.slipway.line.archive.code;

import java.util.Map;

/**
 * An annotation in a class file.
 *
 * @param type its descriptor, such as {@code Ljakarta/ejb/Schedule;}
 * @param values of the elements that it sets: a text, a number, also for false or true; empty for any other
 */
public record Annotation(String type, Map<String, String> values) {
    /** One that sets no element. */
    public Annotation(String type) {
        this(type, Map.of());
    }

    /** Whether it sets an element to false. */
    public boolean hasFalse(String element) {
        return "0".equals(values.get(element));
    }
}
