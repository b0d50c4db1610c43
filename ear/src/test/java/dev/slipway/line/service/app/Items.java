package dev.slipway.line.service.app;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/** Keeps the items, in whatever database the server calls the default one. */
@Stateless
public class Items {
    @PersistenceContext
    @SuppressWarnings("NullAway.Init") // set by the container
    EntityManager entities;

    /** Adds one. */
    public void add(String name) {
        entities.persist(new Item(name));
    }

    /** Their names, oldest first. */
    public List<String> names() {
        return entities.createQuery("select i from Item i order by i.id", Item.class)
                .getResultStream()
                .map(Item::name)
                .toList();
    }
}
