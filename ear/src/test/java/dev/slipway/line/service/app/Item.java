package dev.slipway.line.service.app;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** Something in the shop's database. */
@Entity
public class Item {
    @Id
    @GeneratedValue
    private long id;

    private String name;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Item() {}

    Item(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }
}
