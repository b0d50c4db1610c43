package dev.slipway.line.load;

import dev.slipway.line.Answer;
import java.io.IOException;

/** How a client sends its requests. None sends one again that failed: then it is a failure that somebody saw. */
public interface Way {
    /** What it is called in the words about a failure. */
    String title();

    /** How many it has under way at the same time; what is due then has to wait. */
    int atOnce();

    Answer send(Call call) throws IOException, InterruptedException;
}
