package dev.slipway.line.service.whole;

import jakarta.ejb.Remote;
import jakarta.ejb.Stateless;

/** A bean for other programs, too: none of them reaches it, and it starts all the same. */
@Stateless
@Remote(Rates.View.class)
public class Rates implements Rates.View {
    /** What others would see of it. */
    public interface View {
        /** Of a currency. */
        int rate(String currency);
    }

    @Override
    public int rate(String currency) {
        return currency.length();
    }
}
