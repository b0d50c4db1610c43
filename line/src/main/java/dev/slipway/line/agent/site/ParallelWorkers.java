package dev.slipway.line.agent.site;

import dev.slipway.line.worker.WorkerException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Several workers on which the same work runs in parallel, one thread per worker. */
public record ParallelWorkers(Collection<String> workers) {
    /** The work for each worker. */
    @FunctionalInterface
    public interface Work {
        /** Runs on one worker. */
        void on(String worker) throws WorkerException;
    }

    /** What each worker is asked. */
    @FunctionalInterface
    public interface Question<T> {
        /** One worker's answer. */
        T of(String worker) throws WorkerException;
    }

    /**
     * Asks all workers, and waits for all, even if one fails; returns their answers by name.
     *
     * @throws OneOfSeveralException as in {@link #runOnAll}
     */
    public <T> Map<String, T> ask(Question<T> question) throws OneOfSeveralException {
        Map<String, T> answers = new ConcurrentHashMap<>();
        runOnAll(worker -> answers.put(worker, question.of(worker)));
        return answers;
    }

    /**
     * Runs it on all workers, and waits for all, even if one fails.
     *
     * @throws OneOfSeveralException of the first, in their order, that failed; what no worker says goes first
     */
    public void runOnAll(Work work) throws OneOfSeveralException {
        List<CompletableFuture<Optional<Throwable>>> attempts = workers.stream()
                .map(worker -> CompletableFuture.supplyAsync(
                        () -> attempt(worker, work), task -> new Thread(task, worker).start()))
                .toList();
        List<Throwable> failures = attempts.stream()
                .map(CompletableFuture::join)
                .flatMap(Optional::stream)
                .toList();
        for (Throwable failure : failures) {
            if (failure instanceof RuntimeException unforeseen) {
                throw unforeseen;
            }
            if (failure instanceof Error error) {
                throw error;
            }
        }
        for (Throwable failure : failures) {
            if (failure instanceof OneOfSeveralException known) {
                throw known;
            }
        }
    }

    private static Optional<Throwable> attempt(String worker, Work work) {
        try {
            work.on(worker);
            return Optional.empty();
        } catch (WorkerException e) {
            return Optional.of(new OneOfSeveralException(worker, e));
        } catch (RuntimeException | Error e) {
            return Optional.of(e);
        }
    }
}
