package dev.slipway.line.service.whole;

import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/** Writes down what happens: by a timer that the workers share, by one that each has, and by whoever asks. */
@Stateless
public class Ticks {
    /** How often both timers go off. */
    static final String SECONDS = "*/2";

    @PersistenceContext
    @SuppressWarnings("NullAway.Init") // set by the container
    EntityManager entities;

    /** Once on all workers together. */
    @Schedule(hour = "*", minute = "*", second = SECONDS, info = "shared")
    public void shared() {
        add("shared");
    }

    /** Once on each. */
    @Schedule(hour = "*", minute = "*", second = SECONDS, persistent = false, info = "own")
    public void own() {
        add("own");
    }

    /** Writes it down. */
    public void add(String kind) {
        entities.persist(new Tick(kind));
    }

    /** Each time that it happened, a line with the seconds since 1970 and the worker, oldest first. */
    public List<String> of(String kind) {
        return entities.createQuery("select t from Tick t where t.kind = :kind order by t.id", Tick.class)
                .setParameter("kind", kind)
                .getResultStream()
                .map(Tick::toString)
                .toList();
    }
}
