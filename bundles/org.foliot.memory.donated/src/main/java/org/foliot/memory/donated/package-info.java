/** Memory strategy in which the guest donates the memory of the stolen time structures. */
package org.foliot.memory.donated;
