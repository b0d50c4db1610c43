package dev.slipway.line.audit;

import java.util.ArrayList;
import java.util.List;

/** Findings about an extract: the text of the first ones, and their total number. */
final class Findings {
    /** More than anybody reads; a thoroughly corrupt file would have millions. */
    private static final int MOST = 10_000;

    private final List<String> texts = new ArrayList<>();
    private long count;

    void add(String text) {
        count++;
        if (texts.size() < MOST) {
            texts.add(text);
        }
    }

    List<String> texts() {
        return List.copyOf(texts);
    }

    long count() {
        return count;
    }
}
