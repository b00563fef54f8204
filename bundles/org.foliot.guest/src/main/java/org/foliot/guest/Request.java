package org.foliot.guest;

/** Something that is done to a kernel from outside, once one of its CPUs executes. */
@FunctionalInterface
interface Request {
    /**
     * Does it.
     *
     * @param kernel the kernel
     * @param cpu the CPU that executes it
     */
    void serve(Kernel kernel, Cpu cpu, long now);
}
