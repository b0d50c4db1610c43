package dev.slipway.line.roll;

import dev.slipway.line.Answer;
import java.util.concurrent.CompletableFuture;

/** How a client sends its requests. None sends one again that failed: then it is a failure that somebody saw. */
interface Way {
    /** What it is called in the words about a failure. */
    String title();

    CompletableFuture<Answer> send(Call call);
}
