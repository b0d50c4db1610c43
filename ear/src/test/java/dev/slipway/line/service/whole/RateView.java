package dev.slipway.line.service.whole;

/** What other programs would see of the rates. */
public interface RateView {
    /** Of a currency. */
    int rate(String currency);
}
