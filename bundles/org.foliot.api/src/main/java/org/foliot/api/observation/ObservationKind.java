package org.foliot.api.observation;

/**
 * A kind of thing that happens at an instant to one subject, with two numbers.
 *
 * @param name stable, unique, in {@code snake_case}; part of fingerprints
 * @param subject what it happens to
 * @param a meaning and unit of the first number, empty if unused
 * @param b meaning and unit of the second number, empty if unused
 * @param ingredient the letter by which a fingerprint includes this kind
 * @param documentation one sentence
 */
public record ObservationKind(String name, Subject subject, String a, String b, char ingredient, String documentation) {
    /** Scheduling decisions of hosts, about their CPUs; {@code s} is the subject of whatever happened. */
    public static final char SCHEDULING = 'c';
    /** What PV-time devices write. */
    public static final char DEVICE = 'd';
    /** What guests book and charge. */
    public static final char GUEST = 'g';
    /** What programs get done. It follows from the rest, so fingerprints leave it out unless they are asked not to. */
    public static final char WORK = 'w';
    /** Timeline events. */
    public static final char EVENT = 'e';
}
