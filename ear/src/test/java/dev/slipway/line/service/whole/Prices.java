package dev.slipway.line.service.whole;

import jakarta.jws.WebMethod;
import jakarta.jws.WebService;

/** A web service, by SOAP. */
@WebService(serviceName = "Prices", targetNamespace = "urn:shop")
public class Prices {
    /** Made by the container. */
    public Prices() {}

    /** What an item costs. */
    @WebMethod
    public int price(String item) {
        return item.length();
    }
}
