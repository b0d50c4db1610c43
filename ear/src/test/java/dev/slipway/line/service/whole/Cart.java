package dev.slipway.line.service.whole;

import jakarta.ejb.Stateful;
import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;

/** A stateful bean, one for each session. */
@Stateful
@SessionScoped
public class Cart implements Serializable {
    private static final long serialVersionUID = 1L;

    private int items;

    /** Puts another item in, and says how many there are. */
    public int add() {
        return ++items;
    }
}
