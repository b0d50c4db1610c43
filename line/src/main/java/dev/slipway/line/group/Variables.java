package dev.slipway.line.group;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The variables and secrets that a group's workers get from the configuration of their service.
 *
 * @param version the version of the configuration, from 1
 * @param plain the values of variables by name
 * @param secrets the secrets by name, each encrypted as compact JWE
 */
public record Variables(int version, SortedMap<String, String> plain, SortedMap<String, String> secrets) {
    public Variables {
        plain = new TreeMap<>(plain);
        secrets = new TreeMap<>(secrets);
    }
}
