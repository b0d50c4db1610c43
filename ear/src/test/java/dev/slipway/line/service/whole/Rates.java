package dev.slipway.line.service.whole;

import jakarta.ejb.Remote;
import jakarta.ejb.Stateless;

/** A bean for other programs, too: none of them reaches it, and it starts all the same. */
@Stateless
@Remote(ExchangeRates.class)
public class Rates implements ExchangeRates {
    @Override
    public int rate(String currency) {
        return currency.length();
    }
}
