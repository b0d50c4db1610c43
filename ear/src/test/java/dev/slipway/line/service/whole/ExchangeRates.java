package dev.slipway.line.service.whole;

/** What others would see of {@link Rates}. */
public interface ExchangeRates {
    /** Of a currency. */
    int rate(String currency);
}
