package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.NoAnswerException;
import org.foliot.api.extension.OptionDescriptor;
import org.foliot.api.extension.OptionException;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.extension.OptionType;
import org.foliot.api.host.HostFacts;
import org.foliot.api.host.HostKernelOptions;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.OverlapException;
import org.foliot.api.memory.PlacementException;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.PvTime;
import org.foliot.dsl.foliot.Setting;
import org.foliot.time.Address;

/**
 * Lets a memory strategy place its structures on trial, so that an overlap or an unaligned address is reported where the
 * address is written and not when the guest starts.
 */
final class Placement {
    private final Installed installed;
    private final Findings findings;

    Placement(Installed installed, Findings findings) {
        this.installed = installed;
        this.findings = findings;
    }

    /** Tries a guest's strategy on its memory. */
    void check(ResolvedGuest guest, ExtensionChoice pvtime) {
        Optional<InstalledExtension> strategy = installed.find(pvtime);
        Optional<InstalledExtension> hypervisor = installed.find(guest.host().hypervisor());
        boolean known = strategy.isPresent()
                && hypervisor.isPresent()
                && strategy.get().service() instanceof MemoryStrategy<?>
                && hypervisor.get().service() instanceof Hypervisor<?>;
        if (known) {
            demand(guest, hypervisor.get(), pvtime).ifPresent(demand -> {
                boolean aligned = aligned(
                        pvtime,
                        strategy.get().schema(),
                        demand.alignment(),
                        hypervisor.get().id());
                if (aligned) {
                    open((MemoryStrategy<?>) strategy.get().service(), strategy.get(), guest, pvtime, demand);
                }
            });
        }
    }

    private Optional<MemoryStrategy.Demand> demand(
            ResolvedGuest guest, InstalledExtension extension, ExtensionChoice pvtime) {
        Hypervisor<?> hypervisor = (Hypervisor<?>) extension.service();
        try {
            return Optional.of(installed.ask(
                    extension,
                    () -> new MemoryStrategy.Demand(
                            guest.vcpus().size(), hypervisor.structureSize(), hypervisor.structureAlignment(), false)));
        } catch (RuntimeException | LinkageError e) {
            failed(extension, pvtime.source(), "was asked what it needs placed", e);
            return Optional.empty();
        }
    }

    private void failed(InstalledExtension extension, EObject at, String question, Throwable fault) {
        String what = fault instanceof NoAnswerException ? fault.getMessage() : "threw " + fault;
        findings.error(
                Codes.EXTENSION_FAILED,
                at,
                "the " + extension.kind().title() + " " + extension.id() + " " + what + ", when it " + question,
                "this is a fault of the bundle " + extension.bundle().symbolicName());
    }

    private boolean aligned(ExtensionChoice pvtime, OptionSchema<?> schema, int alignment, String hypervisor) {
        boolean aligned = true;
        for (OptionDescriptor option : schema.options()) {
            String text = pvtime.settings().get(option.name());
            if (option.type() == OptionType.ADDRESS && text != null) {
                long address = Address.parse(text).value();
                if ((address & (alignment - 1)) != 0) {
                    aligned = false;
                    findings.error(
                            Codes.REGION_ALIGNMENT,
                            place(pvtime, option.name()),
                            null,
                            text + " is not aligned to " + alignment + " bytes, as the structures of " + hypervisor
                                    + " are",
                            "the one below is " + new Address(address & -alignment),
                            List.of(new Address(address & -alignment).toString()));
                }
            }
        }
        return aligned;
    }

    private <O extends Record> void open(
            MemoryStrategy<O> strategy,
            InstalledExtension extension,
            ResolvedGuest guest,
            ExtensionChoice pvtime,
            MemoryStrategy.Demand demand) {
        EObject at = extension.schema().options().stream()
                .filter(o -> o.type() == OptionType.ADDRESS && pvtime.settings().containsKey(o.name()))
                .findFirst()
                .map(o -> place(pvtime, o.name()))
                .orElse(pvtime.source());
        try {
            HostFacts host = facts(guest.host());
            RegionsOnly memory = new RegionsOnly(guest.memory());
            installed.ask(extension, () -> {
                O options = strategy.optionsType()
                        .cast(extension
                                .schema()
                                .instantiate(
                                        pvtime.settings(), guest.host().kernel().release()));
                return strategy.open(options, host, memory, demand);
            });
        } catch (OverlapException e) {
            findings.error(
                    Codes.REGION_OVERLAP, at, e.getMessage(), "stolen-time structures need a place of their own");
        } catch (PlacementException e) {
            findings.error(Codes.REGION_ALIGNMENT, at, e.getMessage(), "");
        } catch (OptionException e) {
            // Missing or wrong options have been reported where they stand.
        } catch (UnsupportedOperationException e) {
            // The strategy wants more than a map of regions; the run will tell.
        } catch (RuntimeException | LinkageError e) {
            failed(extension, at, "was asked to place its structures", e);
        }
    }

    private static HostFacts facts(ResolvedHost host) {
        return new HostFacts(
                host.name(),
                host.kernel().release(),
                OptionSchema.of(HostKernelOptions.class)
                        .instantiate(host.kernel().settings(), host.kernel().release()),
                host.cpus(),
                host.counter(),
                host.counterError(),
                host.clock(),
                host.page());
    }

    private static EObject place(ExtensionChoice pvtime, String option) {
        if (pvtime.source() instanceof PvTime statement && statement.getOptions() != null) {
            for (Setting setting : statement.getOptions().getSettings()) {
                if (option.equals(setting.getName())) {
                    return setting.getValue();
                }
            }
        }
        return pvtime.source();
    }

    /** Guest memory that has regions and no contents. */
    private static final class RegionsOnly implements GuestMemory {
        private final List<MemoryRegion> regions;

        RegionsOnly(List<MemoryRegion> regions) {
            this.regions = new ArrayList<>(regions);
        }

        @Override
        public List<MemoryRegion> regions() {
            return regions.stream()
                    .sorted(Comparator.comparingLong(r -> r.start().value()))
                    .toList();
        }

        @Override
        public void add(MemoryRegion region) {
            for (MemoryRegion present : regions) {
                if (present.overlaps(region)) {
                    throw new OverlapException(present, region);
                }
            }
            regions.add(region);
        }

        @Override
        public boolean backed(Address start, long bytes) {
            return regions.stream().anyMatch(r -> r.contains(start.value(), bytes));
        }

        @Override
        public long load64(long address) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int load32(long address) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte load8(long address) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void store64(long address, long value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void store32(long address, int value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void store8(long address, byte value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void zero(long address, long bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean guestStore64(long address, long value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void expectHostWrites(Address start, long bytes) {
            // Nobody runs here that could be disturbed.
        }

        @Override
        public void forgetHostWrites() {
            // Nobody runs here that could be disturbed.
        }

        @Override
        public long corruptions() {
            return 0;
        }

        @Override
        public boolean resident(long address) {
            return true;
        }

        @Override
        public void setResident(long address, boolean resident) {
            // Every page is there on trial.
        }

        @Override
        public long takeDirtyPages() {
            return 0;
        }
    }
}
