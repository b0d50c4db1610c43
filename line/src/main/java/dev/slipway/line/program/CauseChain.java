package dev.slipway.line.program;

import java.util.ArrayList;
import java.util.List;

/**
 * An exception and its causes.
 *
 * @param links the exception first, then the cause of each one before; never empty
 */
public record CauseChain(List<Throwable> links) {
    /** No more are looked at: causes may form a cycle. */
    private static final int MOST = 20;

    public CauseChain {
        links = List.copyOf(links);
    }

    /** The chain that begins with this exception, cut off after 20. */
    public static CauseChain of(Throwable failure) {
        List<Throwable> links = new ArrayList<>();
        for (Throwable at = failure; at != null && links.size() < MOST; at = at.getCause()) {
            links.add(at);
        }
        return new CauseChain(links);
    }

    /** Whether the exception, or any of its causes, is of this type. */
    public boolean has(Class<? extends Throwable> type) {
        return links.stream().anyMatch(type::isInstance);
    }

    /** The last cause; the exception itself if it has none. */
    public Throwable deepest() {
        return links.get(links.size() - 1);
    }
}
