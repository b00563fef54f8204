/**
 * KVM on LoongArch: a hypervisor with a stolen-time interface that none of Foliot's own has, as an extension of somebody else.
 *
 * <p>Sources are given where a rule is implemented. "Reference" is section D.4 of the project's notes on paravirtualised time;
 * "from memory" is what is remembered of Linux 6.11 (arch/loongarch) and could not be looked up; both are listed in the README.
 */
package org.example.loongarch;
