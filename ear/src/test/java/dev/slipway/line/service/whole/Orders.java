package dev.slipway.line.service.whole;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Takes orders from a queue with a name of its own; what it cannot take ends in the dead letters. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "java:/queue/ShopOrders")
        })
public class Orders implements MessageListener {
    @EJB
    @SuppressWarnings("NullAway.Init") // set by the container
    Ticks ticks;

    /** Made by the container. */
    public Orders() {}

    @Override
    public void onMessage(Message message) {
        try {
            String name = message.getBody(String.class);
            if (name.equals("bad")) {
                throw new IllegalArgumentException(name);
            }
            ticks.add("order " + name);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }
}
