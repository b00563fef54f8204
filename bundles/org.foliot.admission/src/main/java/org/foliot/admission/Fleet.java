package org.foliot.admission;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Which of many hosts can take which of many guests.
 *
 * <p>Hosts that offer the same are one class, and so are guests that need the same: each class of guests is compared with each
 * class of hosts once. So the time grows with hosts + guests, to sort them into classes, and with classes of hosts × classes of
 * guests, to compare; in a fleet of H hosts and G guests that is at worst H × G, when no two are alike.
 *
 * <p>A guest can stay on its home as far as memory is concerned, since what it has there is its own; that is why {@link
 * #obstacles(Guest, Host)} and the verdict about the classes of the two can differ for it, and for no other host. Where a class of
 * guests is all at home on the only host of a class, the verdict about the two is that of staying there.
 */
public final class Fleet {
    /**
     * A host of the fleet.
     *
     * @param name its name
     * @param offer what it offers, with the memory that the fleet's guests leave
     */
    public record Host(String name, HostOffer offer) {}

    /**
     * A guest of the fleet.
     *
     * @param name its name
     * @param home name of the host that it starts on
     * @param there whether it is there, so that its memory is taken, or yet to be started
     * @param needs what it holds, or will hold
     */
    public record Guest(String name, String home, boolean there, GuestNeeds needs) {}

    /**
     * Hosts that offer the same.
     *
     * @param number from 0, in the order of their first members
     * @param offer what they offer
     * @param members at least one
     */
    public record HostClass(int number, HostOffer offer, List<Host> members) {
        public HostClass {
            members = List.copyOf(members);
        }
    }

    /**
     * Guests that need the same.
     *
     * @param number from 0, in the order of their first members
     * @param needs what they need
     * @param members at least one
     */
    public record GuestClass(int number, GuestNeeds needs, List<Guest> members) {
        public GuestClass {
            members = List.copyOf(members);
        }
    }

    private final Admission admission;
    private final List<HostClass> hosts;
    private final List<GuestClass> guests;
    private final Map<String, HostClass> classOfHost = new HashMap<>();
    private final Map<GuestNeeds, GuestClass> classOfNeeds = new HashMap<>();
    /** By guests, then hosts: the kinds of obstacles as a set of bits. The sentences are made when someone asks for them. */
    private final int[][] kinds;

    private Fleet(Admission admission, List<HostClass> hosts, List<GuestClass> guests, int jobs)
            throws InterruptedException {
        this.admission = admission;
        this.hosts = hosts;
        this.guests = guests;
        hosts.forEach(c -> c.members().forEach(h -> classOfHost.put(h.name(), c)));
        guests.forEach(c -> classOfNeeds.put(c.needs(), c));
        this.kinds = compare(jobs);
    }

    /**
     * Compares everything with everything.
     *
     * @param jobs how many threads do so; the result does not depend on it
     * @throws IllegalArgumentException when two hosts have one name, or a guest's home is not among the hosts
     */
    public static Fleet of(List<Host> hosts, List<Guest> guests, Admission admission, int jobs)
            throws InterruptedException {
        Map<HostOffer, List<Host>> alike = new LinkedHashMap<>();
        Map<String, Host> byName = new HashMap<>();
        for (Host host : hosts) {
            alike.computeIfAbsent(host.offer(), o -> new ArrayList<>()).add(host);
            if (byName.put(host.name(), host) != null) {
                throw new IllegalArgumentException("two hosts have the name " + host.name());
            }
        }
        List<HostClass> hostClasses = new ArrayList<>();
        alike.forEach((offer, members) -> hostClasses.add(new HostClass(hostClasses.size(), offer, members)));
        Map<GuestNeeds, List<Guest>> wanting = new LinkedHashMap<>();
        for (Guest guest : guests) {
            wanting.computeIfAbsent(guest.needs(), n -> new ArrayList<>()).add(guest);
            if (!byName.containsKey(guest.home())) {
                throw new IllegalArgumentException(
                        "the home of guest " + guest.name() + ", " + guest.home() + ", is not in the fleet");
            }
        }
        List<GuestClass> guestClasses = new ArrayList<>();
        wanting.forEach((needs, members) -> guestClasses.add(new GuestClass(guestClasses.size(), needs, members)));
        return new Fleet(admission, List.copyOf(hostClasses), List.copyOf(guestClasses), jobs);
    }

    private int[][] compare(int jobs) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<int[]>> rows = new ArrayList<>();
            for (GuestClass guest : guests) {
                rows.add(threads.submit(() -> hosts.stream()
                        .mapToInt(h -> bits(admission.obstacles(guest.needs(), offer(guest, h))))
                        .toArray()));
            }
            int[][] all = new int[rows.size()][];
            for (int row = 0; row < all.length; row++) {
                all[row] = rows.get(row).get();
            }
            return all;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            } else if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static int bits(List<Obstacle> obstacles) {
        int bits = 0;
        for (Obstacle obstacle : obstacles) {
            bits |= 1 << obstacle.kind().ordinal();
        }
        return bits;
    }

    /** The classes of hosts, in the order of their first members. */
    public List<HostClass> hosts() {
        return hosts;
    }

    /** The classes of guests, in the order of their first members. */
    public List<GuestClass> guests() {
        return guests;
    }

    /** Why hosts of a class cannot take guests of a class that are not at home there. */
    public List<Obstacle> obstacles(GuestClass guest, HostClass host) {
        return suits(guest, host) ? List.of() : admission.obstacles(guest.needs(), offer(guest, host));
    }

    /** What a class of hosts offers a class of guests; to guests that are all there already, their own room as well. */
    private static HostOffer offer(GuestClass guests, HostClass hosts) {
        String only = hosts.members().get(0).name();
        boolean allAtHome = hosts.members().size() == 1
                && guests.members().stream().allMatch(g -> g.there() && g.home().equals(only));
        return allAtHome ? withRoomFor(guests.needs(), hosts.offer()) : hosts.offer();
    }

    private static HostOffer withRoomFor(GuestNeeds needs, HostOffer offer) {
        return offer.withRoom(offer.room().plus(needs.memory()));
    }

    /** Whether hosts of a class can take guests of a class that are not at home there. */
    public boolean suits(GuestClass guest, HostClass host) {
        return kinds[guest.number()][host.number()] == 0;
    }

    /** The kinds of what keeps hosts of a class from guests of a class, each once; cheaper than the sentences. */
    public Set<Obstacle.Kind> kinds(GuestClass guest, HostClass host) {
        Set<Obstacle.Kind> set = EnumSet.noneOf(Obstacle.Kind.class);
        for (Obstacle.Kind kind : Obstacle.Kind.values()) {
            if ((kinds[guest.number()][host.number()] & 1 << kind.ordinal()) != 0) {
                set.add(kind);
            }
        }
        return set;
    }

    /** Why a host cannot take a guest, or the home of a guest could not keep it. */
    public List<Obstacle> obstacles(Guest guest, Host host) {
        return guest.home().equals(host.name())
                ? atHome(guest)
                : obstacles(
                        Objects.requireNonNull(classOfNeeds.get(guest.needs())),
                        Objects.requireNonNull(classOfHost.get(host.name())));
    }

    /** Why the home of a guest could not keep it, or not start it; its own memory does not stand in its way there. */
    public List<Obstacle> atHome(Guest guest) {
        HostOffer home = Objects.requireNonNull(classOfHost.get(guest.home()), guest.home())
                .offer();
        return admission.obstacles(guest.needs(), guest.there() ? withRoomFor(guest.needs(), home) : home);
    }

    /** How many pairs of a guest and a host suit each other. */
    public long suitable() {
        long suitable = 0;
        for (GuestClass guest : guests) {
            for (HostClass host : hosts) {
                if (suits(guest, host)) {
                    suitable += (long) guest.members().size() * host.members().size();
                }
            }
            for (Guest member : guest.members()) {
                HostClass home = Objects.requireNonNull(classOfHost.get(member.home()));
                suitable += (atHome(member).isEmpty() ? 1 : 0) - (suits(guest, home) ? 1 : 0);
            }
        }
        return suitable;
    }

    /** Number of hosts. */
    public int hostCount() {
        return hosts.stream().mapToInt(c -> c.members().size()).sum();
    }

    /** Number of guests. */
    public int guestCount() {
        return guests.stream().mapToInt(c -> c.members().size()).sum();
    }
}
