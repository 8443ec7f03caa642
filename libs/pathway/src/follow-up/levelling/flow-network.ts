/**
 * A network of whole-numbered capacities and costs, and its cheapest greatest flow by the primal-dual method (Ford and Fulkerson):
 * among the paths that are cheapest today as much is sent as fits, then the next dearer ones are looked at. The greatest flow
 * is always reached, and no other flow as great costs less.
 */
export class FlowNetwork {
  // Each arc lies beside its reverse, so that `arc ^ 1` is the way back.
  private readonly to: number[] = [];
  private readonly room: number[] = [];
  private readonly cost: number[] = [];
  private readonly next: number[] = [];
  private readonly firstArc: Int32Array;
  /** What reaching each node costs so far; keeps every arc with room from costing less than nothing. */
  private readonly potential: Float64Array;
  private readonly level: Int32Array;
  private readonly current: Int32Array;

  constructor(private readonly nodes: number) {
    this.firstArc = new Int32Array(nodes).fill(-1);
    this.potential = new Float64Array(nodes);
    this.level = new Int32Array(nodes);
    this.current = new Int32Array(nodes);
  }

  /** Adds an arc and answers its number. `capacity` and `cost` are whole numbers of at least 0. */
  addArc(from: number, to: number, capacity: number, cost = 0): number {
    const arc = this.append(from, to, capacity, cost);
    this.append(to, from, 0, -cost);
    return arc;
  }

  /** What flows through an arc after `send`. */
  flowThrough(arc: number): number {
    return this.room[arc ^ 1]!;
  }

  /** Sends the cheapest greatest flow and answers how much flows and what it costs. */
  send(source: number, sink: number): { flow: number; cost: number } {
    const total = { flow: 0, cost: 0 };
    while (this.raisePotentials(source, sink)) {
      const price = this.potential[sink]! - this.potential[source]!;
      while (this.findLevels(source, sink)) {
        this.current.set(this.firstArc);
        const sent = this.push(source, sink, Infinity);
        total.flow += sent;
        total.cost += sent * price;
      }
    }
    return total;
  }

  private append(from: number, to: number, room: number, cost: number): number {
    const arc = this.to.push(to) - 1;
    this.room.push(room);
    this.cost.push(cost);
    this.next.push(this.firstArc[from]!);
    this.firstArc[from] = arc;
    return arc;
  }

  private reducedCost(from: number, arc: number): number {
    return this.cost[arc]! + this.potential[from]! - this.potential[this.to[arc]!]!;
  }

  /** Dijkstra over reduced costs, with a bucket for each distance; false when the sink cannot be reached any more. */
  private raisePotentials(source: number, sink: number): boolean {
    const distance = new Float64Array(this.nodes).fill(Infinity);
    distance[source] = 0;
    const buckets: number[][] = [[source]];
    for (let reached = 0; reached < buckets.length && reached < distance[sink]!; reached++) {
      const bucket = (buckets[reached] ??= []);
      for (let at = 0; at < bucket.length; at++) {
        const node = bucket[at]!;
        if (distance[node] === reached) this.relax(node, reached, distance, buckets);
      }
    }
    if (distance[sink] === Infinity) return false;
    // Nodes dearer than the sink may stay: their arcs keep a reduced cost of at least nothing.
    for (let node = 0; node < this.nodes; node++) {
      this.potential[node]! += Math.min(distance[node]!, distance[sink]!);
    }
    return true;
  }

  private relax(node: number, reached: number, distance: Float64Array, buckets: number[][]): void {
    for (let arc = this.firstArc[node]!; arc !== -1; arc = this.next[arc]!) {
      const through = reached + this.reducedCost(node, arc);
      if (this.room[arc] === 0 || through >= distance[this.to[arc]!]!) continue;
      distance[this.to[arc]!] = through;
      (buckets[through] ??= []).push(this.to[arc]!);
    }
  }

  /** Numbers the nodes by their steps from the source over arcs that cost nothing extra (Dinic); false when the sink has none. */
  private findLevels(source: number, sink: number): boolean {
    this.level.fill(-1);
    this.level[source] = 0;
    const queue = [source];
    for (const node of queue) {
      for (let arc = this.firstArc[node]!; arc !== -1; arc = this.next[arc]!) {
        if (this.level[this.to[arc]!] !== -1 || !this.isOpen(node, arc)) continue;
        this.level[this.to[arc]!] = this.level[node]! + 1;
        queue.push(this.to[arc]!);
      }
    }
    return this.level[sink] !== -1;
  }

  private isOpen(from: number, arc: number): boolean {
    return this.room[arc]! > 0 && this.reducedCost(from, arc) === 0;
  }

  private push(node: number, sink: number, atMost: number): number {
    if (node === sink) return atMost;
    let sent = 0;
    for (; this.current[node] !== -1 && sent < atMost; this.current[node] = this.next[this.current[node]!]!) {
      const arc = this.current[node]!;
      const to = this.to[arc]!;
      if (this.level[to] !== this.level[node]! + 1 || !this.isOpen(node, arc)) continue;
      const pushed = this.push(to, sink, Math.min(atMost - sent, this.room[arc]!));
      this.room[arc]! -= pushed;
      this.room[arc ^ 1]! += pushed;
      sent += pushed;
      // The arc may still have room for the next push.
      if (sent === atMost) break;
    }
    return sent;
  }
}
